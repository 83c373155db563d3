using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class AlertTemplateTests
{
    private static readonly LabelSet Labels = LabelSet.From([new("pod", "cart-1"), new("namespace", "shop")]);

    [Theory]
    [InlineData("{{ $labels.namespace }}/{{$labels.pod}} at {{ $value | humanizePercentage }}", 0.256, "shop/cart-1 at 25.6%")]
    [InlineData("[{{ $labels.missing }}]", 1, "[]")]
    [InlineData("{{ .Labels.pod }} {{ .Value }}", 2.5, "cart-1 2.5")]
    [InlineData("{{ $value }}", 1234567, "1.234567e+06")]
    [InlineData("{{ $value }}", 0.00001, "1e-05")]
    [InlineData("{{ $value | humanize }}", 1234567, "1.235M")]
    [InlineData("{{ $value | humanize }}", 0.001234, "1.234m")]
    [InlineData("{{ $value | humanizeDuration }}", 93784, "1d 2h 3m 4s")]
    [InlineData("{{ $value | humanizeDuration }}", 3724, "1h 2m 4s")]
    [InlineData("{{ $value | humanizeDuration }}", 1.9, "1.9s")]
    [InlineData("{{ $value | humanizeDuration }}", 0.25, "250ms")]
    [InlineData("{{ $value | humanizePercentage }}", double.NaN, "NaN%")]
    public void A_template_says_what_prometheus_would_say(string template, double value, string expected) =>
        AlertTemplate.Parse(template).Render(Labels, value).ShouldBe(expected);

    [Fact]
    public void What_a_label_contains_is_never_read_as_a_template() =>
        AlertTemplate.Parse("{{ $labels.pod }}").Render(LabelSet.From([new("pod", "{{ $value }}")]), 7).ShouldBe("{{ $value }}");

    [Theory]
    [InlineData("{{ range query \"up\" }}{{ end }}")]
    [InlineData("{{ $value | title }}")]
    public void What_is_not_supported_is_refused_when_the_rule_is_read(string template) =>
        Should.Throw<FormatException>(() => AlertTemplate.Parse(template)).Message.ShouldContain("not supported here");
}
