"""All settings as one value, passed down and recorded whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from firsthand.settings.claims import ClaimSettings
from firsthand.settings.copying import CopyingSettings
from firsthand.settings.facts import FactSettings
from firsthand.settings.origins import OriginSettings
from firsthand.settings.quotes import QuotesSettings
from firsthand.settings.reading import ReadingSettings
from firsthand.settings.reuse import ReuseSettings
from firsthand.settings.text import TextSettings
from firsthand.settings.translations import TranslationSettings
from firsthand.settings.values import ValueSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """Every threshold of a run, stage by stage."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    text: TextSettings = field(default_factory=TextSettings)
    values: ValueSettings = field(default_factory=ValueSettings)
    quotes: QuotesSettings = field(default_factory=QuotesSettings)
    reuse: ReuseSettings = field(default_factory=ReuseSettings)
    translations: TranslationSettings = field(default_factory=TranslationSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    facts: FactSettings = field(default_factory=FactSettings)
    copying: CopyingSettings = field(default_factory=CopyingSettings)
    origins: OriginSettings = field(default_factory=OriginSettings)

    def recorded(self) -> Iterator[tuple[str, str]]:
        """Every threshold as ``("stage.name", "value")``, for the manifest."""
        for stage in fields(self):
            value = getattr(self, stage.name)
            for name in fields(value):
                yield f"{stage.name}.{name.name}", str(getattr(value, name.name))
