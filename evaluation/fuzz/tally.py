"""What an attack has tried, and what it has found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Attacks by their kind, and a line for every finding."""

    tried: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def check(self, kind: str, sound: bool, finding: str) -> None:
        """Count one attack; unless it left everything `sound`, note the `finding`."""
        self.tried[kind] += 1
        if not sound:
            self.findings.append(f"{kind}: {finding}")
