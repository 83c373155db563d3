using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Telemetry;

public sealed class ExpositionTextTests
{
    private static readonly MetricFamily[] Families =
    [
        new("runs_total", "Runs, \"all\" of them.", MetricKind.Counter, [new MetricSample("runs_total", [new("of", "a\nb")], 2)]),
        new("heat", "How hot.", MetricKind.Gauge, [new MetricSample("heat", [], double.NaN)]),
    ];

    [Fact]
    public void The_text_format_names_a_counter_as_its_samples_are_named() => ExpositionText.Write(Families).ShouldBe(
        """
        # HELP runs_total Runs, "all" of them.
        # TYPE runs_total counter
        runs_total{of="a\nb"} 2
        # HELP heat How hot.
        # TYPE heat gauge
        heat NaN

        """);

    [Fact]
    public void OpenMetrics_names_it_without_its_suffix_and_marks_the_end() => ExpositionText.WriteOpenMetrics(Families).ShouldBe(
        """
        # HELP runs Runs, "all" of them.
        # TYPE runs counter
        runs_total{of="a\nb"} 2
        # HELP heat How hot.
        # TYPE heat gauge
        heat NaN
        # EOF

        """);
}
