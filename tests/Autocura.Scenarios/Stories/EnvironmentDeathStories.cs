using System.Text.Json.Nodes;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Support.Chaos;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Scenarios.Stories;

/// <summary>The host that runs a parallel environment is killed, right before or right after an activity has done its work, and started again on what it had written down.</summary>
public sealed class EnvironmentDeathStories
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(FunctionNames.OpenEnvironment, false)]
    [InlineData(FunctionNames.CopyEnvironment, true)]
    [InlineData(FunctionNames.CopyEnvironment, false)]
    [InlineData(FunctionNames.ApplyStep, false)]
    [InlineData(FunctionNames.MeasureEnvironment, false)]
    [InlineData(FunctionNames.TearDownEnvironment, true)]
    [InlineData(FunctionNames.TearDownEnvironment, false)]
    [InlineData(FunctionNames.ReleaseEnvironment, false)]
    public async Task A_host_that_is_killed_goes_on_where_it_was_and_leaves_nothing(string activity, bool before)
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, ("AzureWebJobs.EnvironmentTimer.Disabled", "true"));
        var fate = new OneDeath(activity, before ? Moment.Before : Moment.Unrecorded);
        var mortal = await story.JoinAsync("mortal", app => app.Services.AddSingleton<IFunctionInvoker>(services => new MortalFunctions(ActivatorUtilities.CreateInstance<DurableFunctions>(services), fate)), fate.Death);
        await story.ApplyAsync("""{ "actions": [{"type":"AdjustResources","params":{"container":"checkout","memoryLimit":"512Mi"}}], "promotion": "Never" }""");

        await story.UntilAsync(() => Task.FromResult(fate.Death.IsCompleted), Patience, $"the host died at {activity}", () => $"{story.Environment()?["status"]}");
        await story.BuryAsync(mortal);
        await story.JoinAsync("mortal");
        await story.UntilAsync(() => Task.FromResult(story.Phase() == "TornDown" && story.Environment()!["metadata"]!["finalizers"] is not JsonArray { Count: > 0 }), Patience, "the environment has ended", () => $"{story.Environment()?["status"]}");

        story.ShouldBeGone();
        $"{story.Environment()!["status"]!["verdict"]}".ShouldBe("Recovered", story.Reason());
        story.Store.Audit.Read().Count(entry => entry.Key == EnvironmentStage.Shadow && entry is { Verb: "create", Code: 201, DryRun: false }).ShouldBe(1);
        story.Mutations().ShouldAllBe(entry => entry.Key.Namespace != "shop");
    }

    private sealed class OneDeath(string activity, Moment moment) : IFate
    {
        private readonly TaskCompletionSource death = new();

        public Task Death => death.Task;

        public Task<Moment?> BeginAsync(string begun) => Task.FromResult<Moment?>(begun == activity ? moment : null);

        public void Die() => death.TrySetResult();

        public string? Change(string changed, string? input, string? output) => output;
    }
}
