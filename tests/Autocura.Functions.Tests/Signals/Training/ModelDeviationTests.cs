using Autocura.Signals;
using Autocura.Signals.Scanning;
using Autocura.Signals.Training;

namespace Autocura.Functions.Tests.Signals.Training;

public sealed class ModelDeviationTests
{
    [Theory]
    [InlineData(TrainedMetric.Latency, 0.26, 1.3, 0.01, Observation.LatencyRising)]
    [InlineData(TrainedMetric.Latency, 0.22, 1.3, 0.01, null)]
    [InlineData(TrainedMetric.Latency, 0.1, 1.3, 0.01, null)]
    [InlineData(TrainedMetric.ErrorShare, 0.2, 10, 0.5, Observation.ErrorsRising)]
    [InlineData(TrainedMetric.ErrorShare, 0.2, 10, 0.3, null)]
    [InlineData(TrainedMetric.Rate, 0.2, 30, 0, Observation.TrafficSurge)]
    [InlineData(TrainedMetric.Rate, 0.2, 20, 0, null)]
    [InlineData(TrainedMetric.Rate, 0.2, 3, 0, Observation.TrafficLost)]
    public void Half_of_a_move_to_harm_is_enough_where_a_model_finds_it_odd(TrainedMetric metric, double latency, double rate, double errors, Observation? expected)
    {
        var key = new SeriesKey("shop", "cart", metric);
        var median = metric switch { TrainedMetric.Latency => 0.2, TrainedMetric.ErrorShare => 0.2, _ => 10 };
        var model = SomeHistory.Trained(key, SomeHistory.Daily(300)) with { Median = metric == TrainedMetric.ErrorShare ? 0.01 : median };
        var service = new ServiceNow(new ServiceName("shop", "cart")) { Now = new SignalLevels(rate, errors, latency) };
        var finding = ModelDeviation.Of(model, service, new ScanOptions(), "it is odd");
        (finding?.Observation, finding?.Detail.EndsWith("it is odd", StringComparison.Ordinal)).ShouldBe((expected, expected is null ? null : true));
    }
}
