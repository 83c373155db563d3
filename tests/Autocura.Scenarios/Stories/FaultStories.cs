using Autocura.Embedded.Cluster;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>Each fault of the catalogue, from the change that causes it to the verdict: the right cause, the right cure, once, and nothing else touched.</summary>
public sealed class FaultStories
{
    public static TheoryData<string> Faults { get; } =
        [.. ScenarioCatalog.Load().All.Where(scenario => scenario.Application == "shop" && scenario.Cure is not null).Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_named_cured_once_and_believed_only_when_measured(string name)
    {
        var scenario = ScenarioCatalog.Load().Find(name);
        await using var story = await StoryHost.StartAsync();
        var others = Untouched(story, scenario);

        await story.PlayAsync(name);
        var (outcome, status) = await story.EndAsync(scenario.Target.Name);

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Causes[0].Cause.ShouldBe(scenario.Cause);
        status.Plan!.Steps.ShouldHaveSingleItem().ShouldStartWith(scenario.Cure!);
        story.Mutations().ShouldHaveSingleItem();
        Untouched(story, scenario).ShouldBe(others);
        var wait = outcome.ClosedAt - outcome.OpenedAt;
        wait.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_shop_in_which_nothing_is_wrong_is_left_alone()
    {
        await using var story = await StoryHost.StartAsync();

        await story.PlayAsync("healthy");
        await story.PassAsync(TimeSpan.FromMinutes(5));

        story.Mutations().ShouldBeEmpty();
        foreach (var name in (string[])["frontend", "cart", "catalog", "checkout", "payment"])
        {
            (await story.StatusAsync(name)).ShouldBeNull();
        }
    }

    /// <summary>Generation of every workload but the one at fault: it moves when a spec does.</summary>
    private static List<string> Untouched(StoryHost story, Scenario scenario) =>
    [
        .. story.Store.List("apps", "deployments", "shop")
            .Where(deployment => deployment.Name() != scenario.Target.Name)
            .Select(deployment => $"{deployment.Name()} {deployment["metadata"]!["generation"]}"),
    ];
}
