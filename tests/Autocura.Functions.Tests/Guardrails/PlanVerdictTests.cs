using Autocura.Guardrails;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class PlanVerdictTests
{
    [Theory]
    [InlineData("the same guardrail asks as before", "OperatingMode", 1, "OperatingMode", 1, false)]
    [InlineData("a guardrail asks that did not", "", 1, "OperatingMode", 1, true)]
    [InlineData("another guardrail asks", "OperatingMode", 1, "Criticality", 1, true)]
    [InlineData("more people are asked for", "OperatingMode", 1, "OperatingMode", 2, true)]
    [InlineData("nobody asks any more", "OperatingMode", 1, "", 1, false)]
    public void What_was_allowed_then_is_not_by_that_allowed_now(string clause, string asked, int people, string asks, int peopleNow, bool expected) =>
        Of(asks, peopleNow).AsksAnew(Of(asked, people)).ShouldBe(expected, clause);

    private static PlanVerdict Of(string asking, int approvers) =>
        new(VerdictKind.Allowed, "It may.", asking.Length == 0 ? [] : [new Verdict(VerdictKind.NeedsApproval, asking, "A person must approve it.")]) { Approvers = approvers };
}
