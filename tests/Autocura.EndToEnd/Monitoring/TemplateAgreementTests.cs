using System.Globalization;
using System.Text.Json;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>Annotations read the same whoever renders them: promtool is given the embedded renderer's texts as what it has to expect.</summary>
public sealed class TemplateAgreementTests
{
    private static readonly double[] Numbers =
        [0, 1, -1, 0.5, 0.25678, 1.9, 59.5, 60, 61, 3600, 3724, 86_400, 93_784, 999, 999.96, 1000, 12_346, 123_456, 999_999, 1e6, 1_234_567, 1e12, 1e18, -1500, 0.1, 0.001234, 1e-4, 1.5e-5, 1e-9, -0.25];

    private static readonly string[] Templates =
    [
        "{{ $value }}",
        "{{ $value | humanize }}",
        "{{ $value | humanizePercentage }}",
        "{{ $value | humanizeDuration }}",
        "{{ $labels.room }}/{{ .Labels.missing }}: {{.Value}}",
    ];

    [RealClientFact("promtool")]
    public async Task Prometheus_renders_every_template_as_the_embedded_renderer_does()
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", $$"""
            groups:
              - name: templates
                rules:
                  - alert: Rendered
                    expr: level
                    annotations: { {{string.Join(", ", Templates.Select((template, index) => $"a{index}: {JsonSerializer.Serialize(template)}"))}} }

            """);
        var tests = folder.Write("tests.yaml", $"""
            rule_files: [rules.yaml]
            tests:
            {string.Concat(Numbers.Select(Test))}
            """);

        (await ClientProcess.RunAsync("promtool", "test", "rules", tests)).ShouldContain("SUCCESS");
    }

    private static string Test(double value)
    {
        var labels = LabelSet.From([new("room", "a")]);
        var number = value.ToString("R", CultureInfo.InvariantCulture);
        var rendered = Templates.Select((template, index) =>
            $"a{index}: {JsonSerializer.Serialize(AlertTemplate.Parse(template).Render(labels, value))}");
        return $$"""
              - interval: 1m
                input_series: [{series: 'level{room="a"}', values: '{{number}}'}]
                alert_rule_test:
                  - { eval_time: 0, alertname: Rendered, exp_alerts: [{ exp_labels: {room: a}, exp_annotations: { {{string.Join(", ", rendered)}} } }] }

            """;
    }
}
