using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Notifications;
using Autocura.Support;
using Autocura.Support.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.Notifications;

/// <summary>What is sent, what is held back, and what is said of a channel that is none.</summary>
public sealed class NoticeDispatchTests
{
    [Theory]
    [InlineData(NoticeMoment.Opened, Severity.High, false, false)]
    [InlineData(NoticeMoment.Remediating, Severity.High, true, false)]
    [InlineData(NoticeMoment.Resolved, Severity.High, false, false)]
    [InlineData(NoticeMoment.Resolved, Severity.High, true, true)]
    [InlineData(NoticeMoment.NeedsApproval, Severity.Low, false, true)]
    [InlineData(NoticeMoment.Escalated, Severity.Low, false, true)]
    [InlineData(NoticeMoment.Opened, Severity.Critical, false, true)]
    public async Task At_night_what_needs_nobody_is_held_back(NoticeMoment moment, Severity severity, bool isFollowed, bool isTold)
    {
        await using var stage = await Stage.OpenAsync(new DateTimeOffset(2030, 1, 15, 1, 30, 0, TimeSpan.Zero));
        var delivery = Delivery(moment, severity) with { IsFollowed = isFollowed };

        var receipt = await stage.Dispatch.DeliverAsync(delivery with { Settings = delivery.Settings with { QuietHours = "daily 22:00-07:00 Europe/Berlin" } }, default);

        receipt.Result.ShouldBe(isTold ? DeliveryResult.Delivered : DeliveryResult.HeldBack);
        if (!isTold) receipt.Reason.ShouldBe("It needs nobody, and it is quiet until 2030-01-15 06:00 UTC.");
        stage.Server.Posted.Count.ShouldBe(isTold ? 1 : 0);
    }

    [Fact]
    public async Task By_day_everything_is_told()
    {
        await using var stage = await Stage.OpenAsync(Some.Noon);
        var delivery = Delivery(NoticeMoment.Opened, Severity.Low);

        (await stage.Dispatch.DeliverAsync(delivery with { Settings = delivery.Settings with { QuietHours = "daily 22:00-07:00 Europe/Berlin" } }, default)).Result.ShouldBe(DeliveryResult.Delivered);
    }

    [Fact]
    public async Task A_flood_is_cut_off_and_never_a_question_nor_an_end()
    {
        await using var stage = await Stage.OpenAsync(Some.Noon);
        var results = new List<DeliveryResult>();
        foreach (var (moment, number) in new[] { NoticeMoment.Opened, NoticeMoment.Opened, NoticeMoment.Opened, NoticeMoment.NeedsApproval, NoticeMoment.Resolved, NoticeMoment.Escalated }.Select((moment, index) => (moment, index + 1)))
        {
            results.Add((await stage.Dispatch.DeliverAsync(Few(SomeNotice.Of(moment, number)), default)).Result);
        }

        results.ShouldBe([DeliveryResult.Delivered, DeliveryResult.Delivered, DeliveryResult.HeldBack, DeliveryResult.Delivered, DeliveryResult.Delivered, DeliveryResult.Delivered]);
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        (await stage.Dispatch.DeliverAsync(Few(SomeNotice.Of(NoticeMoment.Opened, 7)), default)).Result.ShouldBe(DeliveryResult.Delivered);
    }

    [Fact]
    public async Task Trying_the_same_message_again_is_no_flood()
    {
        await using var stage = await Stage.OpenAsync(Some.Noon);
        stage.Server.Fault = Fault.Broken;

        for (var tries = 0; tries < 5; tries++)
        {
            (await stage.Dispatch.DeliverAsync(Few(SomeNotice.Of(NoticeMoment.Opened)), default)).Result.ShouldBe(DeliveryResult.TryLater);
        }
    }

    [Theory]
    [InlineData("pigeon", "There is no channel 'pigeon'; there is email, pagerduty, slack, teams, webhook.")]
    [InlineData("slack", "It is not set up: Autocura:Notifications:Slack:BotToken is missing.")]
    public async Task A_channel_that_cannot_be_used_says_why(string channel, string why)
    {
        await using var stage = await Stage.OpenAsync(Some.Noon);

        (await stage.Dispatch.DeliverAsync(SomeNotice.Delivery(SomeNotice.Of(NoticeMoment.Opened), channel), default)).ShouldBe(DeliveryReceipt.Refused(why));
    }

    private static NoticeDelivery Delivery(NoticeMoment moment, Severity severity) => SomeNotice.Delivery(SomeNotice.Of(moment) with { Severity = severity });

    private static NoticeDelivery Few(Notice notice)
    {
        var delivery = SomeNotice.Delivery(notice);
        return delivery with { Settings = delivery.Settings with { MostPerHour = 2 } };
    }

    /// <summary>The composition of the app, with a webhook set up.</summary>
    private sealed record Stage(PeopleServer Server, ManualTime Time, ServiceProvider Services) : IAsyncDisposable
    {
        public NoticeDispatch Dispatch => Services.GetRequiredService<NoticeDispatch>();

        public static async Task<Stage> OpenAsync(DateTimeOffset now)
        {
            var server = await PeopleServer.StartAsync();
            var time = new ManualTime(now);
            var options = new NotificationOptions { Webhook = new WebhookOptions { Url = new Uri(server.Address, "webhook").AbsoluteUri, Secret = "sixteen letters!" } };
            return new Stage(server, time, new ServiceCollection().AddSingleton<TimeProvider>(time).AddNotifications(options, TimeProvider.System).BuildServiceProvider());
        }

        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
