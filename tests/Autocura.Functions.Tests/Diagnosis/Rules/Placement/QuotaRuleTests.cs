using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Placement;

public sealed class QuotaRuleTests
{
    private const string Exceeded = "Error creating: pods \"cart-2-c\" is forbidden: exceeded quota: goods, requested: limits.memory=128Mi, used: limits.memory=960Mi, limited: limits.memory=1Gi";

    private static readonly ObjectRef Goods = Nearby.Named("ResourceQuota", "goods");

    [Fact]
    public void A_new_quota_that_refuses_pods_is_taken_away()
    {
        var top = Refused().After(Nearby.Created(Goods, ObjectRelation.Namespace)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.QuotaExceeded);
        top.Culprit.ShouldBe(Goods);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("The quota goods of shop lets no further pod of cart in.");
        top.Remedies.InShort().ShouldBe(["RemoveObject"]);
    }

    [Fact]
    public void A_quota_that_was_lowered_is_put_back() =>
        Refused().After(Nearby.Change(Goods, ObjectRelation.Namespace, new FieldChange("spec.hard.limits.memory", "8Gi", "1Gi"))).Diagnose()
            .Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);

    [Fact]
    public void A_quota_that_was_always_so_is_left_to_a_person() => Refused().Diagnose().Top.ShouldSatisfyAllConditions(
        top => top.Cause.ShouldBe(Cause.QuotaExceeded),
        top => top.Culprit.ShouldBe(Goods),
        top => top.Remedies.ShouldBeEmpty());

    [Fact]
    public void The_quota_that_the_refusal_names_is_at_fault_and_not_a_fuller_one() =>
        Refused().Around(around => around with { Quotas = [Quota("loud", 10, 10), .. around.Quotas] }).Diagnose().Top.Culprit.ShouldBe(Goods);

    [Fact]
    public void Where_the_quotas_were_not_read_the_refusal_names_the_one_at_fault() =>
        Refused().Around(around => around with { Quotas = [] }).Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.QuotaExceeded),
            top => top.Culprit.ShouldBe(Goods));

    [Fact]
    public void A_refusal_of_earlier_that_lacks_no_replica_needs_nothing() =>
        (Some.Evidence() with { Warnings = Refused().Warnings }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_webhook_that_refuses_is_no_quota() => Displaced.Refused().Diagnose().Of(Cause.QuotaExceeded).ShouldBeNull();

    [Fact]
    public void A_full_quota_that_refuses_nobody_is_no_suspect() => (Refused() with { Warnings = [] }).Diagnose().Of(Cause.QuotaExceeded).ShouldBeNull();

    private static QuotaView Quota(string name, double used, double hard) => new() { Name = name, Resource = "limits.memory", Used = used, Hard = hard };

    private static Evidence Refused()
    {
        var healthy = Some.Evidence();
        return (healthy with
        {
            State = healthy.State! with { ReadyReplicas = 1, AvailableReplicas = 1 },
            Pods = [healthy.Pods[0]],
            PodsInAll = 1,
            Warnings = [new EventView("FailedCreate", Exceeded, "ReplicaSet/cart-2", 9, Some.Noon - TimeSpan.FromMinutes(1))],
        }).Around(around => around with { Quotas = [Quota("goods", 960, 1024)] });
    }
}
