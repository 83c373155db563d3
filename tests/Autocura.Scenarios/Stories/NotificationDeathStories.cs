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

/// <summary>The host is killed right before or right after a message went out, and started again: people have read everything once, and in order.</summary>
public sealed class NotificationDeathStories
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(FunctionNames.PostNotice, 1, false)]
    [InlineData(FunctionNames.PostNotice, 2, true)]
    [InlineData(FunctionNames.NotifyPeople, 1, false)]
    [InlineData(FunctionNames.NotifyPeople, 3, false)]
    public async Task A_host_that_is_killed_tells_nobody_twice(string activity, int time, bool before)
    {
        await using var people = await PeopleServer.StartAsync();
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        var fate = new DeathInTime(activity, time, before ? Moment.Before : Moment.Unrecorded);
        (string, string)[] settings = [.. NotificationStories.Webhook(people), .. NotificationStories.Slack(people)];
        var mortal = await story.JoinAsync("mortal", app => app.Services.AddSingleton<IFunctionInvoker>(services => new MortalFunctions(ActivatorUtilities.CreateInstance<DurableFunctions>(services), fate)), fate.Death, settings);
        await story.PlayAsync("bad-image");

        await story.UntilAsync(() => Task.FromResult(fate.Death.IsCompleted), Patience, $"the host died at {activity}");
        await story.BuryAsync(mortal);
        var heir = await story.JoinAsync("mortal", null, settings);
        await story.UntilAsync(() => HasToldAsync(heir), Patience, "everything was told");

        // A webhook knows a second copy by its id, and Slack has none.
        people.To("/webhook").Select(one => $"{one.Json["id"]}").Distinct().Select(id => id.Split('/')[1]).ShouldBe(["1-opened", "2-remediating", "3-resolved"]);
        var root = people.Slack.Roots.ShouldHaveSingleItem();
        $"{root["text"]}".ShouldStartWith("Resolved: ");
        people.Slack.Thread(root).Count.ShouldBe(2);
    }

    private static async Task<bool> HasToldAsync(EmbeddedHost host)
    {
        await foreach (var instance in host.Engine.Client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = NoticeOrder.IdPrefix }))
        {
            return instance.IsCompleted;
        }

        return false;
    }
}
