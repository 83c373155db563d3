using Autocura.Guardrails;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class EffectiveModeTests
{
    [Theory]
    [InlineData(OperatingMode.Auto, null, null, OperatingMode.Auto)]
    [InlineData(OperatingMode.Observe, null, null, OperatingMode.Observe)]
    [InlineData(OperatingMode.Auto, "suggest", null, OperatingMode.Suggest)]
    [InlineData(OperatingMode.Auto, null, "approve", OperatingMode.Approve)]
    [InlineData(OperatingMode.Auto, "observe", "approve", OperatingMode.Approve)]
    [InlineData(OperatingMode.Auto, "approve", "observe", OperatingMode.Observe)]
    [InlineData(OperatingMode.Approve, "auto", null, OperatingMode.Approve)]
    [InlineData(OperatingMode.Observe, null, "auto", OperatingMode.Observe)]
    [InlineData(OperatingMode.Auto, null, " Auto ", OperatingMode.Auto)]
    [InlineData(OperatingMode.Auto, null, "on", OperatingMode.Observe)]
    [InlineData(OperatingMode.Auto, "", null, OperatingMode.Observe)]
    [InlineData(OperatingMode.Auto, "on", "auto", OperatingMode.Auto)]
    public void The_nearest_word_counts_up_to_the_setting(OperatingMode setting, string? onNamespace, string? onWorkload, OperatingMode expected) =>
        EffectiveMode.Of(setting, Annotated(onNamespace), Annotated(onWorkload)).Mode.ShouldBe(expected);

    [Theory]
    [InlineData(null, null, "the setting says approve")]
    [InlineData("suggest", null, "the namespace says suggest")]
    [InlineData("suggest", "observe", "the workload says observe")]
    [InlineData(null, "auto", "the workload asks for auto, but the setting allows no more than approve")]
    [InlineData(null, "on", "the workload says \"on\" in autocura.io/mode, which is no mode: use observe, suggest, approve or auto")]
    public void It_says_whose_word_it_was(string? onNamespace, string? onWorkload, string reason) =>
        EffectiveMode.Of(OperatingMode.Approve, Annotated(onNamespace), Annotated(onWorkload)).Reason.ShouldBe(reason);

    private static Dictionary<string, string> Annotated(string? mode) => mode is null ? [] : new() { [Annotations.Mode] = mode };
}
