using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;

namespace Autocura.Embedded.Tests.Cluster.Extensions.ChaosMesh;

public sealed class NetworkChaosConditionTests
{
    private const string Delay = """{"action":"delay","delay":{"latency":"100ms"}}""";

    [Theory]
    [InlineData("""{"action":"delay","direction":"to","delay":{"latency":"100ms"},"target":{}}""", 100)]
    [InlineData("""{"action":"delay","direction":"from","delay":{"latency":"100ms"},"target":{}}""", 100)]
    [InlineData("""{"action":"delay","direction":"both","delay":{"latency":"100ms"},"target":{}}""", 200)]
    [InlineData("""{"action":"delay","delay":{"latency":"1.5s"},"target":{}}""", 1500)]
    public void A_delay_is_felt_once_for_each_way_that_is_shaped_whoever_calls(string spec, double expected)
    {
        using var scene = new HopScene();
        var (cart, valkey, other) = (scene.Pod("cart"), scene.Pod("valkey"), scene.Pod("other"));
        scene.Chaos("NetworkChaos", spec, (".", "shop/cart"), (".Target", "shop/valkey"));
        var condition = new NetworkChaosCondition(scene.Store);
        scene.Of(condition, cart, valkey).DelayMs.ShouldBe(expected);
        scene.Of(condition, valkey, cart).DelayMs.ShouldBe(expected);
        scene.Of(condition, cart, other).ShouldBe(HopConditions.Clear);
        scene.Of(condition, null, cart).ShouldBe(HopConditions.Clear);
    }

    [Fact]
    public void Without_a_target_everybody_feels_it()
    {
        using var scene = new HopScene();
        var (cart, other) = (scene.Pod("cart"), scene.Pod("other"));
        scene.Chaos("NetworkChaos", Delay, (".", "shop/cart"));
        var condition = new NetworkChaosCondition(scene.Store);
        scene.Of(condition, null, cart).DelayMs.ShouldBe(100);
        scene.Of(condition, cart, other).DelayMs.ShouldBe(100);
        scene.Of(condition, other, other).ShouldBe(HopConditions.Clear);
    }

    [Theory]
    [InlineData("""{"action":"partition"}""", 1, 0)]
    [InlineData("""{"action":"loss","loss":{"loss":"100"}}""", 1, 0)]
    [InlineData("""{"action":"loss","loss":{"loss":"50"}}""", 0.2275, 800)]
    [InlineData("""{"action":"corrupt","corrupt":{"corrupt":"50"}}""", 0.2275, 800)]
    [InlineData("""{"action":"duplicate","duplicate":{"duplicate":"50"}}""", 0, 0)]
    [InlineData("""{"action":"bandwidth","bandwidth":{"rate":"10kbps","limit":1,"buffer":1}}""", 0, 2000)]
    [InlineData("""{"action":"netem","delay":{"latency":"10ms"},"loss":{"loss":"0"}}""", 0, 10)]
    public void What_is_lost_is_sent_again_until_the_caller_gives_up(string spec, double lost, double delay)
    {
        using var scene = new HopScene();
        scene.Chaos("NetworkChaos", spec, (".", "shop/cart"));
        var conditions = scene.Of(new NetworkChaosCondition(scene.Store), null, scene.Pod("cart"));
        conditions.Lost.ShouldBe(lost, 0.0001);
        conditions.DelayMs.ShouldBe(delay, 0.0001);
    }
}
