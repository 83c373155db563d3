using Autocura.Incidents;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>A workload whose trouble comes back a few minutes after each cure.</summary>
public sealed class FlappingStoryTests
{
    private static readonly string Cart = SmallWorld.OfWorkload("cart");

    [Fact]
    public async Task Soon_after_its_end_an_incident_is_opened_again_as_a_linked_episode()
    {
        await using var run = await StartAsync();
        await FallIllAsync(run);
        var first = await run.OutcomeAsync("cart");

        await FallIllAsync(run);

        (await run.StatusAsync("cart")).Reopens.ShouldBe(first.RecordName);
        (await run.ToldAsync("cart")).ShouldContain($"Opens {first.RecordName} again");
    }

    [Fact]
    public async Task Long_after_its_end_the_next_episode_stands_alone()
    {
        await using var run = await StartAsync();
        await FallIllAsync(run);
        await run.PassAsync(TimeSpan.FromMinutes(30));

        await FallIllAsync(run);

        (await run.StatusAsync("cart")).Reopens.ShouldBeNull();
    }

    [Fact]
    public async Task Trouble_that_comes_back_again_and_again_is_named_and_no_longer_acted_on_each_time()
    {
        await using var run = await StartAsync();
        for (var time = 0; time < 3; time++)
        {
            await FallIllAsync(run);
        }

        run.World.Acts.Count.ShouldBe(3);
        run.World.Break(Cart);
        await run.AlertAsync("cart");
        await run.PassAsync(TimeSpan.FromMinutes(1));
        var held = await run.StatusAsync("cart");
        held.Flapping.ShouldNotBeNull(await run.ToldAsync("cart")).ToString().ShouldBe("flapping: 4 times in 30 min");
        held.HeldUntil.ShouldNotBeNull(await run.ToldAsync("cart"));
        run.World.Acts.Count.ShouldBe(3, "it is held down");

        run.World.Mend(Cart);
        await run.ResolveAsync("cart");
        await run.PassAsync(TimeSpan.FromMinutes(3));
        run.Record("flapping", "cart");
        var outcome = await run.OutcomeAsync("cart");
        outcome.Kind.ShouldBe(OutcomeKind.RecoveredAlone);
        outcome.Reason.ShouldStartWith("flapping: 4 times in 30 min");
    }

    [Fact]
    public async Task When_the_hold_is_over_and_the_same_cure_has_failed_to_last_a_person_is_asked()
    {
        await using var run = await StartAsync();
        for (var time = 0; time < 3; time++)
        {
            await FallIllAsync(run);
        }

        run.World.Break(Cart);
        await run.AlertAsync("cart");
        await run.PassAsync(TimeSpan.FromMinutes(15));

        run.World.Acts.Count.ShouldBe(3);
        var outcome = await run.OutcomeAsync("cart");
        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, await run.ToldAsync("cart"));
    }

    private static async Task<IncidentRun> StartAsync()
    {
        var run = await IncidentRun.StartAsync();
        run.World.Has("cart");
        return run;
    }

    /// <summary>It falls ill, is healed, and stays well for a while.</summary>
    private static async Task FallIllAsync(IncidentRun run)
    {
        run.World.Break(Cart);
        await run.AlertAsync("cart");
        await run.PassAsync(TimeSpan.FromMinutes(2));
        await run.ResolveAsync("cart");
        await run.PassAsync(TimeSpan.FromMinutes(1));
    }
}
