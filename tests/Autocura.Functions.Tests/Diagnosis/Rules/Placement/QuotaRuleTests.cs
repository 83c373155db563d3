using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class QuotaRuleTests
{
    private const string Exceeded = "Error creating: pods \"cart-2-c\" is forbidden: exceeded quota: team, requested: requests.cpu=1, used: requests.cpu=4, limited: requests.cpu=4";

    private static readonly QuotaView Team = new() { Name = "team", Resource = "requests.cpu", Used = 4, Hard = 4, ChangedAt = Altered.At, ChangedBy = "kubectl-edit" };

    [Fact]
    public void A_quota_that_lets_no_pod_in_says_so()
    {
        var diagnosis = Refused().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.QuotaExceeded);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Culprit?.ToString().ShouldBe("ResourceQuota shop/team");
        diagnosis.Top.Headline.ShouldBe("The quota team of shop lets no further pod of cart in.");
    }

    [Fact]
    public void One_that_was_lowered_is_put_back()
    {
        var lowered = Altered.Object("ResourceQuota", "team", ObjectRelation.Namespace, new FieldChange("spec.hard.requests.cpu", "16", "4"));

        Refused().After(lowered).Diagnose().Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_webhook_that_refuses_is_no_quota() => Displaced.Refused().Diagnose().Of(Cause.QuotaExceeded).ShouldBeNull();

    [Fact]
    public void A_refusal_that_all_replicas_survived_harms_nobody() =>
        (Some.Evidence() with { Warnings = Refused().Warnings }).Around(view => view with { Quotas = [Team] }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    private static Evidence Refused() => Displaced.Refused(Exceeded).Around(_ => new SurroundingsView { Quotas = [Team] });
}
