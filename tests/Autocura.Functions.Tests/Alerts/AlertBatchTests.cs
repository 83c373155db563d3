using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

public sealed class AlertBatchTests
{
    [Fact]
    public void A_message_without_entries_needs_no_batch() => AlertBatch.Of(new AlertGroup()).ShouldBeEmpty();

    [Fact]
    public void A_storm_is_cut_into_batches_of_a_hundred_entries()
    {
        var group = new AlertGroup { Receiver = "r", TruncatedAlerts = 2, Alerts = [.. Enumerable.Range(0, 250).Select(n => SomeAlert.On($"app-{n}"))], Rejected = [Rejected(3)] };
        var batches = AlertBatch.Of(group);
        batches.Select(batch => batch.Alerts.Count).ShouldBe([100, 100, 50]);
        batches.SelectMany(batch => batch.Alerts).ShouldBe(group.Alerts);
        batches.SelectMany(batch => batch.Rejected).ShouldBe(group.Rejected);
        batches.ShouldAllBe(batch => batch.Receiver == "r" && batch.TruncatedAlerts == 2);
    }

    [Fact]
    public void Long_alerts_make_smaller_batches()
    {
        var large = SomeAlert.On("cart") with { Annotations = Enumerable.Range(0, 32).ToDictionary(n => $"note-{n}", _ => new string('x', 2048)) };
        var batches = AlertBatch.Of(new AlertGroup { Alerts = [large, large, large] });
        batches.Select(batch => batch.Alerts.Count).ShouldBe([2, 1]);
    }

    [Fact]
    public void A_message_that_could_not_be_read_is_a_batch_all_the_same() =>
        AlertBatch.Of(new AlertGroup { Rejected = [Rejected(null)] }).ShouldHaveSingleItem().Rejected.ShouldHaveSingleItem().Index.ShouldBeNull();

    private static RejectedAlert Rejected(int? index) => new(index, "why", "raw");
}
