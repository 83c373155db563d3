using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;

namespace Autocura.Embedded.Tests.Cluster.Extensions.ChaosMesh;

public sealed class ContainerChaosTests
{
    [Theory]
    [InlineData("""{"stressors":{"memory":{"workers":4,"size":"256MB"}}}""", 256, 0)]
    [InlineData("""{"stressors":{"memory":{"workers":1,"size":"1GiB"}}}""", 1024, 0)]
    [InlineData("""{"stressors":{"memory":{"workers":1,"size":"50%"}}}""", 256, 0)]
    [InlineData("""{"stressors":{"cpu":{"workers":2,"load":50}}}""", 0, 1000)]
    [InlineData("""{"stressors":{"cpu":{"workers":3},"memory":{"workers":1}}}""", 256, 3000)]
    public void Stress_uses_up_memory_and_cpu(string spec, double memory, double cpu)
    {
        using var scene = new HopScene();
        scene.Chaos("StressChaos", spec, (".", "shop/cart/app"));
        var condition = new StressChaosCondition(scene.Store);
        var cart = scene.Pod("cart");
        condition.Of(cart, "app").ShouldBe(new Strain { MemoryMi = memory, CpuMillis = cpu });
        condition.Of(cart, "sidecar").ShouldBe(Strain.None);
        condition.Of(scene.Pod("ad"), "app").ShouldBe(Strain.None);
    }

    [Theory]
    [InlineData("""{"action":"exception"}""", 1, 0, 0)]
    [InlineData("""{"action":"return"}""", 1, 0, 0)]
    [InlineData("""{"action":"latency","latency":300}""", 0, 300, 0)]
    [InlineData("""{"action":"stress","cpuCount":2}""", 0, 0, 0)]
    [InlineData("""{"action":"stress","memType":"heap"}""", 0.3, 0, 460.8)]
    public void A_jvm_throws_waits_and_fills_up(string spec, double errors, double delay, double memory)
    {
        using var scene = new HopScene();
        scene.Chaos("JVMChaos", spec, (".", "shop/ad/app"));
        var strain = new JvmChaosCondition(scene.Store).Of(scene.Pod("ad"), "app");
        strain.ErrorRate.ShouldBe(errors, 0.001);
        strain.DelayMs.ShouldBe(delay);
        strain.MemoryMi.ShouldBe(memory, 0.01);
    }

    [Theory]
    [InlineData("""{"action":"latency","delay":"200ms","percent":50}""", 0, 100)]
    [InlineData("""{"action":"fault","errno":5,"percent":25}""", 0.25, 0)]
    [InlineData("""{"action":"fault"}""", 1, 0)]
    public void Files_are_slow_or_fail(string spec, double errors, double delay)
    {
        using var scene = new HopScene();
        scene.Chaos("IOChaos", spec, (".", "shop/db/app"));
        new IoChaosCondition(scene.Store).Of(scene.Pod("db"), "app").ShouldBe(new Strain { ErrorRate = errors, DelayMs = delay });
    }

    [Theory]
    [InlineData("""{"target":"Request","port":8080,"abort":true}""", 1, 0, 0)]
    [InlineData("""{"target":"Response","port":8080,"delay":"2s"}""", 0, 0, 2000)]
    [InlineData("""{"target":"Response","port":8080,"replace":{"body":"e30="}}""", 0, 1, 0)]
    [InlineData("""{"target":"Response","port":8080,"replace":{"code":503}}""", 0, 1, 0)]
    [InlineData("""{"target":"Response","port":8080,"replace":{"code":200}}""", 0, 0, 0)]
    [InlineData("""{"target":"Request","port":8080,"patch":{"body":{"type":"JSON","value":"{}"}}}""", 0, 1, 0)]
    [InlineData("""{"target":"Request","port":9999,"abort":true}""", 0, 0, 0)]
    public void Requests_to_a_port_are_tampered_with(string spec, double refused, double failed, double delay)
    {
        using var scene = new HopScene();
        scene.Chaos("HTTPChaos", spec, (".", "shop/email"));
        scene.Of(new HttpChaosCondition(scene.Store), null, scene.Pod("email")).ShouldBe(new HopConditions { Refused = refused, Failed = failed, DelayMs = delay });
    }

    [Fact]
    public void Names_are_hidden_from_the_pod_that_asks()
    {
        using var scene = new HopScene();
        var (cart, valkey, ad) = (scene.Pod("cart"), scene.Pod("valkey"), scene.Pod("ad"));
        scene.Chaos("DNSChaos", """{"action":"error","patterns":["valkey.*"]}""", (".", "shop/cart/app"));
        var condition = new DnsChaosCondition(scene.Store);
        scene.Of(condition, cart, valkey).Refused.ShouldBe(1);
        scene.Of(condition, cart, ad).ShouldBe(HopConditions.Clear);
        scene.Of(condition, ad, valkey).ShouldBe(HopConditions.Clear);
    }
}
