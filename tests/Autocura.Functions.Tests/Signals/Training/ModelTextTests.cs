using Autocura.Signals.Inference;
using Autocura.Signals.Training;

namespace Autocura.Functions.Tests.Signals.Training;

public sealed class ModelTextTests
{
    [Fact]
    public void A_model_is_read_as_it_was_written_and_is_small()
    {
        var week = SomeHistory.Daily(2_016);
        var model = SomeHistory.Trained(SomeHistory.Latency, week) with { DriftedAt = SomeHistory.End };
        var text = ModelText.Write(model);
        text.Length.ShouldBeLessThan(12_000);
        var read = ModelText.ReadSeries(text).ShouldNotBeNull();
        (read.Key, read.Version, read.TrainedAt, read.Rows, read.Median, read.Spread, read.Scores, read.Distances, read.DriftedAt).ShouldBe((model.Key, model.Version, model.TrainedAt, model.Rows, model.Median, model.Spread, model.Scores, model.Distances, model.DriftedAt));
        foreach (var row in LagRows.Of(week, SomeHistory.Step).Take(50)) read.Rarity(row.Values).ShouldBe(model.Rarity(row.Values));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":1,"trainedAt":"2030-01-15T12:00:00+00:00","forest":"!"}""")]
    [InlineData("""{"version":1,"trainedAt":"2030-01-15T12:00:00+00:00","forest":"AAAA"}""")]
    public void What_is_no_model_is_none(string text)
    {
        ModelText.ReadSeries(text).ShouldBeNull();
        ModelText.ReadServed(text).ShouldBeNull();
    }

    [Fact]
    public void The_served_model_is_made_of_all_series_and_keeps_two_versions()
    {
        var shelf = new ModelShelf(ModelShelf.AnomalyDetector, [], "");
        shelf = new ServedTraining().Shelve(shelf, SomeHistory.End);
        (shelf.IsReady, shelf.Warming).ShouldBe((false, "warming up: no metrics source told of any service yet."));
        shelf = Round(shelf, 60);
        (shelf.IsReady, shelf.Warming).ShouldBe((false, "warming up: of 1 series the longest has 51 rows of 10 values, and 64 are needed."));
        for (var round = 0; round < 3; round++) shelf = Round(shelf, 400);
        shelf.Versions.Select(model => model.Version).ShouldBe(["2", "3"]);
        var model = ModelText.ReadServed(ModelText.Write(shelf.Versions[1])).ShouldNotBeNull();
        model.Forest.Score([0, 0, 0, 0, 0, 0, 0, 20, 20, 20]).ShouldBeGreaterThan(model.Forest.Threshold);
    }

    private static ModelShelf Round(ModelShelf shelf, int points)
    {
        var (training, history) = (new ServedTraining(), SomeHistory.Daily(points));
        training.Add(SeriesTraining.Train(SomeHistory.Latency, history, SomeHistory.Step, null, SomeHistory.End), LagRows.Of(history, SomeHistory.Step));
        return training.Shelve(shelf, SomeHistory.End);
    }
}
