using Autocura.Planning;

namespace Autocura.Functions.Tests.Planning;

public sealed class ActionProfileTests
{
    [Theory]
    [InlineData("HorizontalPodAutoscaler", 330)]
    [InlineData("ConfigMap", 60)]
    public void A_change_of_an_autoscaler_is_not_judged_before_it_has_looked_back(string kind, int seconds) =>
        Profile(PodEffect.None).SettleOf(kind).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(PodEffect.ReplacesAllOfWorkload, "Deployment", PodEffect.ReplacesAll)]
    [InlineData(PodEffect.ReplacesAllOfWorkload, "ConfigMap", PodEffect.None)]
    [InlineData(PodEffect.Adds, "ConfigMap", PodEffect.Adds)]
    public void What_restores_any_object_replaces_pods_when_that_is_a_workload(PodEffect effect, string kind, PodEffect expected) =>
        Profile(effect).PodsOf(kind).ShouldBe(expected);

    private static ActionProfile Profile(PodEffect effect) => new()
    {
        Name = "Act",
        Summary = "Acts",
        Suits = [],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Pods = effect,
    };
}
