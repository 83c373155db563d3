using System.Text;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Support.Chaos;
using Autocura.Support.Notices;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Scenarios.Stories;

/// <summary>What a week was like is kept and told on its Monday, to whom the settings name and once, whatever becomes of the hosts.</summary>
public sealed class DigestStories
{
    private const string Week = "2026-W02";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task A_week_is_kept_and_told_once_however_often_and_by_whomever_it_is_asked_for()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe, Settings(people));
        await BeginAsync(story.Http);
        (await EndAsync(story, story.Engine.Client)).Lines.ShouldBe(["webhook: Delivered", "slack: Delivered"]);

        // The same host, and one that shares nothing with it but the cluster.
        await BeginAsync(story.Http);
        var second = await story.JoinAsync("second", null, Settings(people));
        using var http = new HttpClient { BaseAddress = second.Url };
        await BeginAsync(http);
        (await EndAsync(story, second.Engine.Client)).Lines.ShouldAllBe(line => line.Contains("HeldBack (It was told of this week before"));

        var told = people.To("/webhook").ShouldHaveSingleItem().Json;
        ($"{told["type"]}", $"{told["id"]}", $"{told["subject"]}").ShouldBe(("io.autocura.digest", $"digest/{Week}", Week));
        $"{people.Slack.Roots.ShouldHaveSingleItem()["text"]}".ShouldBe("Incidents from 2025-12-29 to 2026-01-05");
        var kept = story.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-digests"))!["data"]!.AsObject();
        kept.Select(entry => entry.Key).ShouldBe([$"{Week}.md", $"{Week}.slack", $"{Week}.webhook"], ignoreOrder: true);
        kept[$"{Week}.md"]!.GetValue<string>().ShouldContain("There were no incidents.");
    }

    [Fact]
    public async Task A_channel_that_fails_at_first_is_told_when_it_is_back()
    {
        await using var people = await PeopleServer.StartAsync();
        people.Fault = Fault.Broken;
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe, Settings(people));
        await BeginAsync(story.Http);
        await AskedAsync(story, people);
        people.Fault = Fault.None;

        (await EndAsync(story, story.Engine.Client)).Lines.ShouldBe(["webhook: Delivered", "slack: Delivered"]);
        people.Slack.Roots.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(FunctionNames.KeepDigest, false)]
    [InlineData(FunctionNames.SendDigest, true)]
    [InlineData(FunctionNames.SendDigest, false)]
    public async Task A_host_that_is_killed_tells_no_channel_twice(string activity, bool before)
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        var fate = new DeathInTime(activity, 1, before ? Moment.Before : Moment.Unrecorded);
        var mortal = await story.JoinAsync("mortal", app => app.Services.AddSingleton<IFunctionInvoker>(services => new MortalFunctions(ActivatorUtilities.CreateInstance<DurableFunctions>(services), fate)), fate.Death, Settings(people));
        using (var http = new HttpClient { BaseAddress = mortal.Url }) await BeginAsync(http);

        await story.UntilAsync(() => Task.FromResult(fate.Death.IsCompleted), Patience, $"the host died at {activity}");
        await story.BuryAsync(mortal);
        var heir = await story.JoinAsync("mortal", null, Settings(people));
        var report = await EndAsync(story, heir.Engine.Client);

        // Whoever was about to be told when the host died is not told again: once, or in the worst case not at all.
        foreach (var (line, told) in report.Lines.Zip((int[])[people.To("/webhook").Count, people.Slack.Roots.Count]))
        {
            told.ShouldBeLessThanOrEqualTo(1, line);
            if (line.EndsWith(": Delivered", StringComparison.Ordinal)) told.ShouldBe(1, line);
            else line.ShouldContain("HeldBack (It was told of this week before, or a host ended while it told.)");
        }

        if (activity == FunctionNames.KeepDigest) report.Lines.ShouldBe(["webhook: Delivered", "slack: Delivered"]);
    }

    [Fact]
    public async Task Where_nobody_is_named_the_week_is_kept_and_nobody_is_told()
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe, [.. Settings(people), ("Autocura:Notifications:Digest", "")]);
        await BeginAsync(story.Http);

        (await EndAsync(story, story.Engine.Client)).Lines.ShouldBeEmpty();
        people.Posted.ShouldBeEmpty();
        story.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-digests"))!["data"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe($"{Week}.md");
    }

    [Fact]
    public async Task The_timer_begins_it_on_a_monday_by_itself()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe, [("AzureWebJobs.WeeklyDigest.Disabled", "false"), .. NotificationStories.Alerted]);

        await story.UntilAsync(async () => await story.Engine.Client.GetInstanceAsync($"{DigestOrder.IdPrefix}{Week}") is not null, TimeSpan.FromMinutes(61), "the digest was begun");

        story.Now.UtcDateTime.ShouldBe(new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc), TimeSpan.FromMinutes(1), "it is a Monday, and past six: at the next full hour");
    }

    internal static (string Name, string Value)[] Settings(PeopleServer people) =>
        [.. NotificationStories.Webhook(people), .. NotificationStories.Slack(people), .. NotificationStories.Alerted, ("AzureWebJobs.WeeklyDigest.Disabled", "false"), ("Autocura:Notifications:Digest", "webhook, slack")];

    /// <summary>Runs the timer now.</summary>
    internal static async Task BeginAsync(HttpClient http)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/admin/functions/WeeklyDigest", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lets time pass until somebody was told, or was to be.</summary>
    internal static Task AskedAsync(StoryHost story, PeopleServer people) => story.UntilAsync(() => Task.FromResult(people.Asked.IsCompleted), Patience, "a channel was asked");

    internal static async Task<NoticeReport> EndAsync(StoryHost story, DurableTaskClient client)
    {
        OrchestrationMetadata? telling = null;
        await story.UntilAsync(async () => (telling = await client.GetInstanceAsync($"{DigestOrder.IdPrefix}{Week}", getInputsAndOutputs: true)) is { IsCompleted: true }, Patience, "the week was told");
        telling!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, telling.FailureDetails?.ErrorMessage);
        return telling.ReadOutputAs<NoticeReport>()!;
    }
}
