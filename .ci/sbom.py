"""Write down what Moorings is made of: a CycloneDX 1.6 list, out of its lock file.

.ci/sbom.py                     into build/moorings.cdx.json
.ci/sbom.py FILE                into that file

The same lock gives the same bytes: no clock is asked, and the list's own number comes
from what stands in it. Licences are those that the packages installed here speak of.
"""

import json
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any, TypeAlias
from uuid import NAMESPACE_OID, uuid5

from lock import ROOT, Pin, pins
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Component: TypeAlias = dict[str, Any]


def main() -> int:
    """Write the list where it was asked for."""
    target = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "moorings.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(ROOT), indent=1) + "\n", encoding="utf-8")
    return 0


def bill(root: Path) -> dict[str, Any]:
    """Give the list for the project in a folder."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    locked = pins(root / "requirements.lock")
    parts, direct = [component(pin) for pin in locked], asked_for(project)
    content = json.dumps([project["name"], project["version"], parts])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_OID, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": parts,
        "dependencies": [
            {
                "ref": project["name"],
                "dependsOn": [reference(pin) for pin in locked if pin.name in direct],
            }
        ],
    }


def component(pin: Pin) -> Component:
    """Say which package it is, with the hashes of all the files it comes as."""
    files = sorted(each.removeprefix("sha256:") for each in pin.hashes)
    told: Component = {
        "type": "library",
        "bom-ref": reference(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": reference(pin),
        "hashes": [{"alg": "SHA-256", "content": each} for each in files],
    }
    if pin.marker:
        told["properties"] = [{"name": "moorings:marker", "value": pin.marker}]
    licence = licence_of(pin)
    return told | ({"licenses": [licence]} if licence else {})


def reference(pin: Pin) -> str:
    """Give the name by which other lists know a package at one version."""
    return f"pkg:pypi/{pin.name}@{pin.version}"


def licence_of(pin: Pin) -> dict[str, Any] | None:
    """Give the licence a package speaks of, where this version of it is installed."""
    try:
        told: dict[str, Any] = metadata.metadata(pin.name).json
    except metadata.PackageNotFoundError:
        return None
    if told["version"] != pin.version:
        return None
    if "license_expression" in told:
        return {"expression": told["license_expression"]}
    classes = (each.split(" :: ") for each in told.get("classifier", ()))
    named = [each[-1] for each in classes if each[0] == "License"]
    name = told.get("license") or " and ".join(sorted(named))
    return {"license": {"name": name}} if name and "\n" not in name else None


def asked_for(project: dict[str, Any]) -> set[str]:
    """Name what the project itself asks for, the extras included."""
    lines = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        lines += extra
    return {canonicalize_name(Requirement(line).name) for line in lines}


if __name__ == "__main__":
    sys.exit(main())
