using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>Several incidents of one cause, on the real engine in its paranoid mode.</summary>
public sealed class CorrelationStoryTests
{
    private const string Node = "node n1";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task One_acts_for_all_on_a_broken_node_and_the_others_close_with_it()
    {
        await using var run = await OnOneNodeAsync("cart", "pay", "web");

        await run.PassAsync(Long);

        run.World.Acts.ShouldHaveSingleItem();
        run.Record("root-of-two", "cart");
        run.Record("closed-with-its-root", "web");
        var outcomes = await OutcomesAsync(run, "cart", "pay", "web");
        var root = outcomes.Where(outcome => outcome.Kind == OutcomeKind.Healed).ShouldHaveSingleItem();
        foreach (var child in outcomes.Where(outcome => outcome != root))
        {
            child.Kind.ShouldBe(OutcomeKind.RecoveredAlone);
            child.Root!.RecordName.ShouldBe(root.RecordName);
            child.Reason.ShouldStartWith($"Recovered with incident {root.RecordName}");
        }
    }

    [Fact]
    public async Task The_root_shows_its_children_and_is_never_less_severe_than_any_of_them()
    {
        await using var run = await OnOneNodeAsync("cart", "pay", "web");
        await run.PostAsync("firing", [("web", "KubePodOOMKilled"), ("web", "HighRequestErrorRate")]);
        run.World.BeyondRepair[Node] = true;

        await run.PassAsync(TimeSpan.FromMinutes(1));

        var all = new[] { await run.StatusAsync("cart"), await run.StatusAsync("pay"), await run.StatusAsync("web") };
        var root = all.Where(status => status.Kinship.Role == KinRole.Acting).ShouldHaveSingleItem();
        root.Kinship.ChildrenInAll.ShouldBe(2);
        all.ShouldAllBe(status => status.Risk <= root.Risk && status.Severity <= root.Severity);
        var listed = await run.Http.GetFromJsonAsync<JsonArray>($"api/incidents?root={root.Workload.InstanceId}");
        listed!.Select(incident => incident!["workload"]!["name"]!.GetValue<string>()).Order().ShouldBe(["cart", "pay", "web"]);
    }

    [Fact]
    public async Task Where_the_origin_has_not_been_complained_of_an_incident_is_opened_for_it_and_acts()
    {
        await using var run = await DependingAsync();

        await run.AlertAsync("web");
        await run.PassAsync(Long);

        run.World.Acts.ShouldBe(["workload db by db"]);
        run.Record("opened-the-origin", "web");
        (await run.OutcomeAsync("db")).Kind.ShouldBe(OutcomeKind.Healed, await run.ToldAsync("db"));
        (await run.OutcomeAsync("web")).Root!.Workload.Name.ShouldBe("db", await run.ToldAsync("web"));
    }

    [Fact]
    public async Task A_child_that_is_still_ill_when_its_root_is_well_goes_on_alone()
    {
        await using var run = await DependingAsync();
        run.World.Has("web", SmallWorld.OfWorkload("db"), "node n2");
        run.World.Break("node n2");

        await run.AlertAsync("web", "db");
        await run.PassAsync(TimeSpan.FromMinutes(40));

        run.World.Acts.ShouldBe(["workload db by db", "node n2 by web"]);
        run.Record("went-on-alone", "web");
        var web = await run.OutcomeAsync("web");
        web.Kind.ShouldBe(OutcomeKind.Healed, await run.ToldAsync("web"));
        web.Root.ShouldBeNull();
    }

    [Fact]
    public async Task Children_of_a_root_that_a_person_must_look_at_are_handed_over_with_it()
    {
        await using var run = await OnOneNodeAsync("cart", "pay", "web");
        run.World.BeyondRepair[Node] = true;

        await run.PassAsync(TimeSpan.FromHours(2));

        var outcomes = await OutcomesAsync(run, "cart", "pay", "web");
        outcomes.ShouldAllBe(outcome => outcome.Kind == OutcomeKind.HandedOver);
        outcomes.Count(outcome => outcome.Root is not null).ShouldBe(2);
        run.World.Acts.Select(act => act.Split(' ')[^1]).Distinct().ShouldHaveSingleItem("one of them has tried");
    }

    [Fact]
    public async Task When_the_root_is_terminated_the_next_best_acts()
    {
        await using var run = await OnOneNodeAsync("cart", "pay", "web");
        run.World.BeyondRepair[Node] = true;
        await run.PassAsync(TimeSpan.FromMinutes(1));
        var root = await RootAsync(run, "cart", "pay", "web");

        await run.Client.TerminateInstanceAsync(root.InstanceId, "enough");
        await run.Engine.WhenIdleAsync();
        await run.Client.PurgeInstanceAsync(root.InstanceId);
        run.World.BeyondRepair.Clear();
        await run.PassAsync(TimeSpan.FromMinutes(40));

        run.World.Acts.Select(act => act.Split(' ')[^1]).Distinct().Count().ShouldBe(2);
        var others = new[] { "cart", "pay", "web" }.Where(name => name != root.Name).ToArray();
        (await OutcomesAsync(run, others)).Select(outcome => outcome.Kind).Order().ShouldBe([OutcomeKind.Healed, OutcomeKind.RecoveredAlone]);
    }

    [Fact]
    public async Task Two_workloads_with_causes_of_their_own_are_healed_each_by_its_own_incident()
    {
        await using var run = await DependingAsync();
        run.World.Break(SmallWorld.OfWorkload("web"));

        await run.AlertAsync("web", "db");
        await run.PassAsync(Long);

        run.World.Acts.Order().ShouldBe(["workload db by db", "workload web by web"]);
    }

    [Fact]
    public async Task Killed_after_every_step_it_ends_the_same()
    {
        await using var run = await OnOneNodeAsync("cart", "pay", "web");

        await run.PassAsync(Long, run.RestartAsync);

        run.World.Acts.ShouldHaveSingleItem();
        (await OutcomesAsync(run, "cart", "pay", "web")).Count(outcome => outcome.Root is not null).ShouldBe(2);
    }

    private static async Task<IncidentRun> OnOneNodeAsync(params string[] workloads)
    {
        var run = await IncidentRun.StartAsync();
        foreach (var name in workloads)
        {
            run.World.Has(name, Node);
        }

        run.World.Break(Node);
        await run.AlertAsync(workloads);
        return run;
    }

    /// <summary>web calls db, and db is broken.</summary>
    private static async Task<IncidentRun> DependingAsync()
    {
        var run = await IncidentRun.StartAsync();
        run.World.Has("db");
        run.World.Has("web", SmallWorld.OfWorkload("db"));
        run.World.Break(SmallWorld.OfWorkload("db"));
        return run;
    }

    private static async Task<WorkloadRef> RootAsync(IncidentRun run, params string[] workloads)
    {
        foreach (var name in workloads)
        {
            if (await run.StatusAsync(name) is { Kinship.Role: KinRole.Acting } status)
            {
                return status.Workload;
            }
        }

        throw new InvalidOperationException("Nobody acts.");
    }

    private static async Task<List<Outcome>> OutcomesAsync(IncidentRun run, params string[] workloads)
    {
        var outcomes = new List<Outcome>();
        foreach (var name in workloads)
        {
            outcomes.Add(await run.OutcomeAsync(name));
        }

        return outcomes;
    }
}
