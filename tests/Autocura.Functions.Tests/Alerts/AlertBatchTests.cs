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
    public void Each_clusters_alerts_travel_on_their_own()
    {
        var group = new AlertGroup { Alerts = [On("west", "a"), On("east", "b"), On("west", "c"), On(null, "d")], Rejected = [Rejected(4)] };
        AlertBatch.Of(group).Select(batch => string.Join(' ', batch.Alerts.Select(alert => alert.Label("deployment")))).ShouldBe(["a c", "b", "d"]);
    }

    [Fact]
    public void However_many_clusters_somebody_names_batches_stay_few()
    {
        var batches = AlertBatch.Of(new AlertGroup { Alerts = [.. Enumerable.Range(0, 500).Select(n => On($"c-{n}", "a"))] });
        batches.Count.ShouldBeLessThan(40);
        batches.Sum(batch => batch.Alerts.Count).ShouldBe(500);
    }

    [Fact]
    public void A_message_that_could_not_be_read_is_a_batch_all_the_same() =>
        AlertBatch.Of(new AlertGroup { Rejected = [Rejected(null)] }).ShouldHaveSingleItem().Rejected.ShouldHaveSingleItem().Index.ShouldBeNull();

    private static Alert On(string? cluster, string deployment) => cluster is null
        ? SomeAlert.With(("deployment", deployment))
        : SomeAlert.With(("deployment", deployment), ("cluster", cluster));

    private static RejectedAlert Rejected(int? index) => new(index, "why", "raw");
}
