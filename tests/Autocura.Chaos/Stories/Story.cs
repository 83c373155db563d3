using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Support.Chaos;
using Autocura.Support.Chaos.Invariants;

namespace Autocura.Chaos.Stories;

/// <summary>One story in the small world of the chaos runs, with nothing left to chance: what stands in the way, and what is planned.</summary>
internal static class Story
{
    public const string Web = "web";

    private static readonly Actor Somebody = ApplicationInstallation.Developer("kubectl-create");

    /// <summary>A release of the web crashes, one host looks after it, and everything works.</summary>
    public static ChaosPlan Told { get; } = new()
    {
        Seed = 1,
        Trouble = Trouble.CrashingRelease,
        Target = Web,
        Cure = Cure.Diagnosed,
        Mode = OperatingMode.Auto,
        Hosts = 1,
        Faults = [],
        Kills = [],
        Word = PersonsWord.None,
        Budget = 15,
    };

    /// <summary>The same with the steps that are planned.</summary>
    public static ChaosPlan Planning(params PlanStep[] steps) => Told with { Steps = _ => steps };

    /// <summary>The same with an object that somebody has made before.</summary>
    public static ChaosPlan With(this ChaosPlan plan, string group, string plural, string manifest) => plan with
    {
        Before = store =>
        {
            plan.Before(store);
            var made = JsonNode.Parse(manifest)!.AsObject();
            store.Create(new ObjectKey(group, plural, made.Namespace(), made.Name()), made, Somebody);
        },
    };

    /// <summary>Plays it; every promise is kept in a story too.</summary>
    public static async Task<ChaosRecord> PlayAsync(this ChaosPlan plan)
    {
        var record = await ChaosRun.RunAsync(plan);
        Promises.Broken(record).ShouldBeEmpty();
        return record;
    }

    /// <summary>How the incident of the web ended.</summary>
    public static Outcome Ending(this ChaosRecord record) => record.Incidents.Single(incident => incident.Status.Workload.Name == Web).Outcome.ShouldNotBeNull();

    /// <summary>Nothing was changed, and a person was told why.</summary>
    public static void ShouldHaveBeenRefused(this ChaosRecord record, string reason)
    {
        var story = string.Join('\n', ChaosStory.Of(record));
        story.ShouldContain(reason, Case.Sensitive, story);
        record.Ending().Kind.ShouldBe(OutcomeKind.HandedOver, story);
        Deed.Of(record).ShouldBeEmpty(story);
    }
}
