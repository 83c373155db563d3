using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Scenarios.Stories;
using Autocura.Support;
using Autocura.Support.LanguageModels;
using Autocura.Support.Notices;
using Microsoft.DurableTask.Client;

namespace Autocura.Scenarios.Replay;

/// <summary>The stories whose instances are recorded: between them every orchestrator takes each of its ways.</summary>
internal static class RecordedStories
{
    private const string Healed = "healed";

    private const string Watched = "watched";

    private const string Advised = "advised";

    /// <summary>What is alike in all stories is recorded once, in one of them.</summary>
    private static readonly Dictionary<string, string> AlikeEverywhere = new()
    {
        [FunctionNames.AlertIntake] = Healed,
        [FunctionNames.Sweep] = Healed,
        [FunctionNames.Scan] = Healed,
        [FunctionNames.Policies] = Healed,
        [FunctionNames.Training] = Watched,
        [FunctionNames.Forecast] = Watched,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Where the recordings are.</summary>
    public static string Folder => Repository.PathOf("tests/Autocura.Scenarios/Replay/Histories");

    /// <summary>Plays all stories and writes what their instances have lived through.</summary>
    public static async Task RecordAsync()
    {
        await RecordAsync(Healed, OperatingMode.Auto, PlayToTheEndAsync("bad-image", "cart"));
        await RecordAsync("only-suggested", OperatingMode.Suggest, PlayToTheEndAsync("bad-image", "cart"));
        await RecordAsync("refused", OperatingMode.Auto, RefusedAsync);
        await RecordAsync("undone-and-healed-otherwise", OperatingMode.Auto, UndoneAsync);
        await RecordAsync("waiting-for-approval", OperatingMode.Approve, WaitAsync);
        await RecordAsync("approved", OperatingMode.Approve, ApprovedAsync);
        await RecordAsync("promoted", OperatingMode.Auto, PromotedAsync);
        if (IsWanted("told")) await ToldAsync();
        if (IsWanted(Advised)) await AdvisedAsync();
        if (IsWanted("week")) await WeekAsync();
        await RecordAsync(Watched, OperatingMode.Observe, story => story.PassAsync(TimeSpan.FromMinutes(2)), ("AzureWebJobs.ModelTraining.Disabled", "false"));
    }

    /// <summary>People are told over a channel that fails at first.</summary>
    private static async Task ToldAsync()
    {
        await using var people = await PeopleServer.StartAsync();
        people.Fault = Fault.Broken;
        await RecordAsync("told", OperatingMode.Auto, PlayAsync, NotificationStories.Webhook(people));

        async Task PlayAsync(StoryHost story)
        {
            await PlayToTheEndAsync("bad-image", "cart")(story);
            people.Fault = Fault.None;
            await story.PassAsync(TimeSpan.FromMinutes(5));
        }
    }

    /// <summary>Two channels are told of a week, and one of them fails at first.</summary>
    private static async Task WeekAsync()
    {
        await using var people = await PeopleServer.StartAsync();
        people.Fault = Fault.Broken;
        await RecordAsync("week", OperatingMode.Observe, PlayAsync, DigestStories.Settings(people));

        async Task PlayAsync(StoryHost story)
        {
            await DigestStories.BeginAsync(story.Http);
            await DigestStories.AskedAsync(story, people);
            people.Fault = Fault.None;
            await DigestStories.EndAsync(story, story.Engine.Client);
        }
    }

    /// <summary>The rules do not know the cause, a language model names one, and a person lets what it proposes be done.</summary>
    private static async Task AdvisedAsync()
    {
        await using var model = await ModelServer.StartAsync();
        model.Says = _ => SomeAnswer.Naming(Cause.BadImage, ActionNames.RollBackRelease, 0.9, (ActionParameters.ToRevision, "previous"));
        await using var story = await AdviceStage.StartAsync(model, OperatingMode.Auto);
        await ApprovedAsync(story);
        await WriteAsync(Advised, story);
    }

    private static async Task RecordAsync(string name, OperatingMode mode, Func<StoryHost, Task> play, params (string Name, string Value)[] settings)
    {
        if (!IsWanted(name)) return;
        await using var story = await StoryHost.StartAsync(mode, settings);
        await play(story);
        await WriteAsync(name, story);
    }

    /// <summary>All of them, or the one that the environment names, so that the others stay as they were lived.</summary>
    private static bool IsWanted(string name) => RecordedHistory.IsWanted || RecordedHistory.Wanted == name;

    private static async Task WriteAsync(string name, StoryHost story)
    {
        var counts = new Dictionary<string, int>();
        await foreach (var instance in story.Engine.Client.GetAllInstancesAsync(new OrchestrationQuery()))
        {
            var number = counts[instance.Name] = counts.GetValueOrDefault(instance.Name) + 1;
            if (AlikeEverywhere.TryGetValue(instance.Name, out var where) && (name != where || number > 1)) continue;
            RecordedHistory.Of(story.Engine, instance.InstanceId).Write(Path.Combine(Folder, $"{instance.Name}.{name}{(number > 1 ? $"-{number}" : "")}.json"));
        }
    }

    private static Func<StoryHost, Task> PlayToTheEndAsync(string scenario, string workload) => async story =>
    {
        await story.PlayAsync(scenario);
        await story.EndAsync(workload, Patience);
    };

    private static Task RefusedAsync(StoryHost story)
    {
        story.Edit(ObjectKey.Apps("deployments", "shop", "payment"), payment => payment["metadata"]!["annotations"]!["autocura.io/max-replicas"] = "1");
        return PlayToTheEndAsync("scaled-to-zero", "payment")(story);
    }

    private static async Task UndoneAsync(StoryHost story)
    {
        await story.PlayAsync("crash-after-release");
        await story.PassAsync(TimeSpan.FromSeconds(4));
        story.Edit(
            ObjectKey.Apps("deployments", "shop", "checkout"),
            checkout => checkout["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["note"] = "released again, with the same fault" });
        await story.EndAsync("checkout", Patience);
    }

    private static async Task WaitAsync(StoryHost story)
    {
        await story.PlayAsync("bad-image");
        await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Patience);
    }

    private static async Task ApprovedAsync(StoryHost story)
    {
        await story.PlayAsync("bad-image");
        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, Patience);
        var address = $"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval";
        using var answer = await story.Http.PostAsJsonAsync(address, new { planId = waiting.Plan!.Id, approved = true, by = "ana" });
        answer.EnsureSuccessStatusCode();
        await story.EndAsync("cart", Patience);
    }

    private static async Task PromotedAsync(StoryHost story)
    {
        await story.ApplyAsync("""{ "actions": [{"type":"AdjustResources","params":{"container":"checkout","memoryLimit":"512Mi"}}] }""");
        await story.ReachAsync("Passed", Patience);
        story.Edit(EnvironmentStage.Key, found => (found["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/approve"] = "ana: looks good");
        await story.ReachAsync("TornDown", Patience);
        await story.EndAsync("checkout", Patience);
    }
}
