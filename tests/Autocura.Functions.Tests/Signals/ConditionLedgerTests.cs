using Autocura.Alerts;
using Autocura.Signals;
using Autocura.Support;

namespace Autocura.Functions.Tests.Signals;

public sealed class ConditionLedgerTests
{
    private static readonly Finding Crashing = new(Observation.RestartsRising, SomeScene.Cart) { Since = Some.Noon, Detail = "it crashes" };

    [Fact]
    public void What_holds_is_announced_once_and_what_is_gone_is_reported_resolved()
    {
        var first = At(0).Settle(new SweepMemory(), [Crashing], _ => true);
        var second = At(1).Settle(first, [Crashing], _ => true);
        var third = At(2).Settle(second, [], _ => true);

        Alerts(first).Select(alert => alert.Status).ShouldBe([AlertStatus.Firing]);
        Alerts(second).Count.ShouldBe(1, "it is in the outbox until it is known to have been taken, and not told again");
        Alerts(third).Select(alert => alert.Status).ShouldBe([AlertStatus.Firing, AlertStatus.Resolved]);
        Alerts(third).Select(alert => (alert.Fingerprint, alert.StartsAt)).Distinct().Count().ShouldBe(1, "it is the same episode");
        third.Standing.ShouldBeEmpty();
    }

    [Fact]
    public void What_has_not_held_for_its_grace_is_remembered_and_not_told()
    {
        var patient = Crashing with { Since = null, Grace = TimeSpan.FromMinutes(2) };
        var first = At(0).Settle(new SweepMemory(), [patient], _ => true);
        first.Outbox.ShouldBeEmpty();
        At(1).Settle(first, [patient], _ => true).Outbox.ShouldBeEmpty();
        Alerts(At(2).Settle(first, [patient], _ => true)).ShouldHaveSingleItem().StartsAt.ShouldBe(Some.Noon);
        At(2).Settle(first, [], _ => true).ShouldSatisfyAllConditions(memory => memory.Outbox.ShouldBeEmpty(), memory => memory.Standing.ShouldBeEmpty());
    }

    [Fact]
    public void What_was_not_looked_at_stays_as_it_was()
    {
        var before = At(0).Settle(new SweepMemory(), [Crashing], _ => true);
        At(1).Settle(before, [], _ => false).Standing.ShouldBe(before.Standing);
    }

    [Fact]
    public void The_same_firing_is_told_once_in_two_hours_whatever_was_forgotten_in_between()
    {
        var first = At(0).Settle(new SweepMemory(), [Crashing], _ => true);
        var forgotten = new SweepMemory { Sent = first.Sent };
        At(119).Settle(forgotten, [Crashing with { Since = Some.Noon.AddSeconds(40) }], _ => true).Outbox.ShouldBeEmpty("the same minute is the same firing");
        At(10).Settle(forgotten, [Crashing with { Since = Some.Noon.AddMinutes(5) }], _ => true).Outbox.ShouldHaveSingleItem();
        At(121).Settle(forgotten, [Crashing], _ => true).ShouldSatisfyAllConditions(memory => memory.Outbox.ShouldHaveSingleItem(), memory => memory.Sent.Count.ShouldBe(1));
    }

    [Fact]
    public void A_start_is_kept_as_it_was_first_told()
    {
        var first = At(0).Settle(new SweepMemory(), [Crashing], _ => true);
        At(5).Settle(first, [Crashing with { Since = Some.Noon.AddMinutes(4) }], _ => true).Standing.ShouldHaveSingleItem().StartsAt.ShouldBe(Some.Noon);
    }

    [Fact]
    public void Two_replicas_that_see_the_same_send_the_same()
    {
        var other = Crashing with { Subject = new Subject("Deployment", "shop", "catalog") };
        var one = At(0).Settle(new SweepMemory(), [Crashing, other], _ => true).Outbox.ShouldHaveSingleItem();
        At(0).Settle(new SweepMemory(), [other, Crashing], _ => true).Outbox.ShouldHaveSingleItem().Digest.ShouldBe(one.Digest);
        one.Digest.ShouldMatch("^[0-9a-f]{20}$");
    }

    [Fact]
    public void A_storm_is_told_in_part_and_no_part_of_it_twice()
    {
        var storm = Enumerable.Range(0, 2000).Select(n => Crashing with { Subject = new Subject("Deployment", "shop", $"app-{n}"), Since = Some.Noon.AddSeconds(-n) }).ToList();
        var memory = At(0).Settle(new SweepMemory(), storm, _ => true);
        (memory.Standing.Count, memory.Sent.Count, Alerts(memory).Count).ShouldBe((300, 300, 300));
        Alerts(At(1).Settle(memory, storm, _ => true)).Count.ShouldBe(300);
        System.Text.Json.JsonSerializer.Serialize(memory.Standing).Length.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void The_alert_names_the_object_and_its_weight()
    {
        var alert = Alerts(At(0).Settle(new SweepMemory(), [new Finding(Observation.NodeInTrouble, SomeScene.Cart) { Since = Some.Noon, About = "node-1", Detail = "node node-1 is not ready" }], _ => true)).ShouldHaveSingleItem();
        alert.Labels.ShouldBe(new Dictionary<string, string>
        {
            ["alertname"] = "NodeInTrouble",
            ["cluster"] = "test",
            ["deployment"] = "cart",
            ["severity"] = "warning",
            ["signal_type"] = "pod_not_ready",
            ["autocura_source"] = "sweep",
            ["namespace"] = "shop",
            ["node"] = "node-1",
        }, ignoreOrder: true);
        alert.Fingerprint.ShouldBe(Fingerprint.Of(alert.Labels));
        alert.Annotations["summary"].ShouldBe("Deployment shop/cart: node node-1 is not ready");
    }

    private static ConditionLedger At(int minutes) => new("test", "sweep", Some.Noon.AddMinutes(minutes));

    private static List<Alert> Alerts(SweepMemory memory) => [.. memory.Outbox.SelectMany(dispatch => dispatch.Alerts)];
}
