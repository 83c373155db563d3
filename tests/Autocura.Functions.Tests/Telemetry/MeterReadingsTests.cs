using System.Diagnostics.Metrics;
using Autocura.Embedded.Metrics;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Telemetry;

public sealed class MeterReadingsTests
{
    [Fact]
    public void Instruments_are_shown_in_the_text_format_with_units_in_their_names()
    {
        using var meter = new Meter("Test");
        using var readings = new MeterReadings(meter);
        var length = 3;
        meter.CreateObservableGauge("test.queue", () => length, "{item}", "Items that wait.");
        var runs = meter.CreateCounter<long>("test.runs", "{run}", "Runs.");
        var took = meter.CreateHistogram("test.duration", "s", "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        runs.Add(2, new KeyValuePair<string, object?>("name", "a"));
        runs.Add(1, new KeyValuePair<string, object?>("name", "a"));
        runs.Add(1, new KeyValuePair<string, object?>("name", "b\"\n"));
        took.Record(0.1);
        took.Record(0.5);
        took.Record(7);
        length = 5;

        ExpositionText.Write(readings.Read()).ShouldBe(
            """
            # HELP test_duration_seconds Time.
            # TYPE test_duration_seconds histogram
            test_duration_seconds_bucket{le="0.1"} 1
            test_duration_seconds_bucket{le="1"} 2
            test_duration_seconds_bucket{le="+Inf"} 3
            test_duration_seconds_sum 7.6
            test_duration_seconds_count 3
            # HELP test_queue Items that wait.
            # TYPE test_queue gauge
            test_queue 5
            # HELP test_runs_total Runs.
            # TYPE test_runs_total counter
            test_runs_total{name="a"} 3
            test_runs_total{name="b\"\n"} 1

            """);
    }

    [Fact]
    public void Another_meter_of_the_same_name_is_not_listened_to()
    {
        using var mine = new Meter("Test");
        using var other = new Meter("Test");
        using var readings = new MeterReadings(mine);

        other.CreateCounter<long>("test.runs").Add(1);

        readings.Read().ShouldBeEmpty();
    }
}
