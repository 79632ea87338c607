"""JSON schemas of what can be asked for, from the declarations that flags and forms come from."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import create_model

from app.jobs.kind import JobKind
from app.service.intake import JobOrder, offered_kinds
from talker.options.render import declared_fields

_TEMPLATE = "#/components/schemas/{model}"


@cache
def options_schema(kind: JobKind[Any], template: str = _TEMPLATE) -> dict[str, Any]:
    """The options of a kind and of its engines; none is required: files may come as parts.

    `template` says where what is referred to stands.
    """
    declared = {
        name: (info.annotation, info) for name, info in declared_fields(kind.request_type).items()
    }
    made = create_model(f"{kind.name.capitalize()}Options", **declared)  # type: ignore[call-overload]
    schema: dict[str, Any] = made.model_json_schema(ref_template=template)
    schema.pop("required", None)
    return schema


def components() -> dict[str, Any]:
    """The schemas that the description of the service refers to, by name."""
    order = JobOrder.model_json_schema(ref_template=_TEMPLATE)
    found: dict[str, Any] = {}
    for kind in offered_kinds():
        schema = options_schema(kind)
        found |= schema.get("$defs", {})
        found[schema["title"]] = {key: one for key, one in schema.items() if key != "$defs"}
    order["properties"]["request"] |= {
        "anyOf": [
            {"$ref": _TEMPLATE.format(model=options_schema(kind)["title"])}
            for kind in offered_kinds()
        ]
    }
    order["properties"]["kind"]["enum"] = [kind.name for kind in offered_kinds()]
    return found | {"JobOrder": order}
