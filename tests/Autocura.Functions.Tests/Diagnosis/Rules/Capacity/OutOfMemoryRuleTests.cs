using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class OutOfMemoryRuleTests
{
    [Fact]
    public void A_release_that_takes_all_the_memory_there_is_will_be_killed_for_it()
    {
        var top = Some.Evidence().RolledOut("image of app: shop/cart:2 -> shop/cart:3").With(Strained.Series(Signal.MemoryShare, 0.2, 1)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.OutOfMemory);
        top.Headline.ShouldBe("cart has taken all the memory it may (limit 128Mi) and is about to be killed for it.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void Memory_that_is_nearly_full_as_ever_is_no_such_thing() =>
        Some.Evidence().With(Strained.Flat(Signal.MemoryShare, 0.97)).Diagnose().Of(Cause.OutOfMemory).ShouldBeNull();

    [Fact]
    public void An_experiment_that_fills_the_memory_explains_the_kill() =>
        Faulty.OutOfMemory().Around(around => around with { Experiments = [Strained.Experiment()] }).Diagnose().ProbabilityOf(Cause.OutOfMemory)
            .ShouldBeLessThan(Faulty.OutOfMemory().Diagnose().ProbabilityOf(Cause.OutOfMemory));

    private static readonly string[] LoweredLimit = [ReleaseChange.Line(ReleaseChange.MemoryLimit, "app", "256Mi -> 64Mi")];

    [Fact]
    public void A_pod_killed_for_memory_is_diagnosed_as_out_of_memory()
    {
        var diagnosis = Faulty.OutOfMemory().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.OutOfMemory);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("app is killed for memory in 2 of 2 pods (limit 128Mi).");
    }

    [Fact]
    public void Without_a_new_release_the_limit_is_doubled() =>
        Faulty.OutOfMemory().Diagnose().Top.Remedies.InShort().ShouldBe(["AdjustResources container=app memoryLimit=256Mi"]);

    [Fact]
    public void A_release_that_lowered_the_limit_is_taken_back_first_and_its_old_limit_known()
    {
        var lowered = Faulty.Release(Faulty.KilledForMemory(), LoweredLimit);
        var broken = lowered with
        {
            State = lowered.State! with { Containers = [Some.Container("shop/cart:3", 64 * Some.MiB)] },
            Releases = [lowered.Releases[0], lowered.Releases[1] with { Containers = [Some.Container(memory: 256 * Some.MiB)] }, lowered.Releases[2]],
        };

        var diagnosis = broken.Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.OutOfMemory);
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text == "release 3 lowered the limit of app from 256Mi to 64Mi");
        diagnosis.Top.Remedies.InShort().ShouldBe(["RollBackRelease toRevision=2", "AdjustResources container=app memoryLimit=256Mi"]);
        diagnosis.Top.Remedies[0].Chance.ShouldBeGreaterThan(diagnosis.Top.Remedies[1].Chance);
    }

    [Fact]
    public void A_release_with_a_new_image_may_need_more_and_is_taken_back_first() =>
        Faulty.Release(Faulty.KilledForMemory()).Diagnose().Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");

    [Fact]
    public void A_release_that_only_moved_a_port_is_not_taken_back() =>
        Faulty.Release(Faulty.KilledForMemory(), ReleaseChange.Line(ReleaseChange.Ports, "app", "http 80 -> http 8080")).Diagnose()
            .Top.Remedies.InShort().ShouldBe(["AdjustResources container=app memoryLimit=256Mi"]);

    [Theory]
    [InlineData("200Mi", "200Mi")]
    [InlineData("1Gi", "256Mi")]
    public void The_administrator_caps_the_limit(string ceiling, string granted) => Capped(ceiling).Diagnose()
        .Top.Remedies.InShort().ShouldBe([$"AdjustResources container=app memoryLimit={granted}"]);

    [Theory]
    [InlineData("128Mi")]
    [InlineData("64Mi")]
    [InlineData("plenty")]
    public void A_ceiling_without_room_or_that_cannot_be_read_leaves_no_remedy(string ceiling) => Capped(ceiling).Diagnose().Top.Remedies.ShouldBeEmpty();

    [Fact]
    public void The_ceiling_of_the_namespace_holds_too()
    {
        var broken = Capped("1Gi");
        var both = broken with { State = broken.State! with { NamespaceAnnotations = new Dictionary<string, string> { ["autocura.io/max-memory"] = "160Mi" } } };

        both.Diagnose().Top.Remedies.InShort().ShouldBe(["AdjustResources container=app memoryLimit=160Mi"]);
    }

    [Fact]
    public void A_container_never_gets_the_whole_node()
    {
        var broken = Faulty.OutOfMemory();
        var small = broken with { State = broken.State! with { NodeMemory = 250 * Some.MiB } };

        small.Diagnose().Top.Remedies.InShort().ShouldBe(["AdjustResources container=app memoryLimit=200Mi"]);
    }

    [Fact]
    public void Without_a_limit_there_is_none_to_raise_and_the_node_is_suspected()
    {
        var broken = Faulty.OutOfMemory();
        var unlimited = (broken with { State = broken.State! with { Containers = [Some.Container(memory: null)] } }).Diagnose();

        unlimited.Of(Cause.OutOfMemory)!.Remedies.ShouldBeEmpty();
        unlimited.ProbabilityOf(Cause.OutOfMemory).ShouldBeLessThan(broken.Diagnose().ProbabilityOf(Cause.OutOfMemory));
    }

    [Fact]
    public void A_kill_of_yesterday_is_another_story()
    {
        var healthy = Some.Evidence();
        var once = new ContainerStateView { Name = "app", Ready = true, Restarts = 1, LastEnd = "OOMKilled", LastExitCode = 137, LastEndAt = Some.Noon - TimeSpan.FromDays(1) };
        var survived = healthy with { Pods = [.. healthy.Pods.Select(pod => pod with { Containers = [once] })] };

        survived.Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);
    }

    private static Evidence Capped(string ceiling)
    {
        var broken = Faulty.OutOfMemory();
        return broken with { State = broken.State! with { Annotations = new Dictionary<string, string> { ["autocura.io/max-memory"] = ceiling } } };
    }
}
