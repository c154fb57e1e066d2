"""The types of fields that refer to entries of one kind, for the models of the kinds.

In: the names of the kinds. Out: a type for each kind that another one refers to.
"""

from __future__ import annotations

from generator.model.fields import reference

ArchetypeRef = reference("archetypes")
CaseRef = reference("cases")
CompetencyRef = reference("competencies")
KpiRef = reference("kpis")
PracticeRef = reference("practices")
ReaderRef = reference("readers")
RegulationRef = reference("regulations")
ResponsibilityRef = reference("responsibilities")
RitualRef = reference("rituals")
StakeholderRef = reference("stakeholders")
