"""Reading and writing files: submissions and schemes in TOML and JSON, evaluations in JSON, and their JSON Schemas."""

from perfeval.formats.audits import audit_document, audits_document
from perfeval.formats.configurations import read_configuration
from perfeval.formats.documents import Source, Syntax, format_of, id_of
from perfeval.formats.editions import Bases
from perfeval.formats.evaluations import (
    EVALUATION,
    evaluation_document,
    evaluation_json,
    findings_document,
    read_evaluation,
)
from perfeval.formats.explanations import explanation_document, explanation_json
from perfeval.formats.files import MAX_BYTES, read_bytes, write_atomic
from perfeval.formats.json_schemas import SCHEMAS, schema
from perfeval.formats.json_text import dump_json
from perfeval.formats.records import READERS, WRITERS, Reader, Writer
from perfeval.formats.review_results import REVIEW_RESULT, review_result_document, review_result_json
from perfeval.formats.reviews import REVIEW, read_review, review_document, review_json, review_toml
from perfeval.formats.schemes import SCHEME, read_doubts, read_scheme, scheme_document, scheme_json, scheme_toml
from perfeval.formats.stating import stated
from perfeval.formats.submissions import (
    SUBMISSION,
    read_submission,
    submission_document,
    submission_json,
    submission_toml,
)
from perfeval.formats.weighting_data import WEIGHTING_DATA, with_weighting_data

__all__ = [
    "EVALUATION",
    "MAX_BYTES",
    "READERS",
    "REVIEW",
    "REVIEW_RESULT",
    "SCHEMAS",
    "SCHEME",
    "SUBMISSION",
    "WEIGHTING_DATA",
    "WRITERS",
    "Bases",
    "Reader",
    "Source",
    "Syntax",
    "Writer",
    "audit_document",
    "audits_document",
    "dump_json",
    "evaluation_document",
    "evaluation_json",
    "explanation_document",
    "explanation_json",
    "findings_document",
    "format_of",
    "id_of",
    "read_bytes",
    "read_configuration",
    "read_doubts",
    "read_evaluation",
    "read_review",
    "read_scheme",
    "read_submission",
    "review_document",
    "review_json",
    "review_result_document",
    "review_result_json",
    "review_toml",
    "schema",
    "scheme_document",
    "scheme_json",
    "scheme_toml",
    "stated",
    "submission_document",
    "submission_json",
    "submission_toml",
    "with_weighting_data",
    "write_atomic",
]
