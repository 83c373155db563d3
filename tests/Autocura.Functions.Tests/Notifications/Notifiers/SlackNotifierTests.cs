using System.Text.Json;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Notifications.Notifiers;
using Autocura.Support.Notices;

namespace Autocura.Functions.Tests.Notifications.Notifiers;

public sealed class SlackNotifierTests : NotifierConformance
{
    [Fact]
    public async Task An_incident_is_one_message_that_is_edited_and_a_thread_that_tells_its_steps()
    {
        await using var receiver = await ReceiveAsync();
        var (notifier, slack) = (Notifier(receiver, TimeProvider.System), ((HttpReceiver)receiver).Server.Slack);

        var thread = (await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default)).Thread;
        (await notifier.SendAsync(SomeNotice.Message(NoticeMoment.NeedsApproval, thread, 2), default)).Thread.ShouldBe(thread);
        $"{slack.Roots.Single()["blocks"]}".ShouldContain("autocura_approve");
        (await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Resolved, thread, 3), default)).Thread.ShouldBe(thread);

        var root = slack.Roots.ShouldHaveSingleItem();
        root["text"]!.GetValue<string>().ShouldBe("Resolved: KubePodNotReady on Deployment shop/cart");
        $"{root["blocks"]}".ShouldNotContain("autocura_approve");
        slack.Thread(root).Select(step => $"{step["text"]}".Split('\n')[0][2..]).ShouldBe(["Approval needed (High): KubePodNotReady on Deployment shop/cart", "Resolved: KubePodNotReady on Deployment shop/cart"]);
    }

    [Fact]
    public async Task The_same_said_again_stands_there_once()
    {
        await using var receiver = await ReceiveAsync();
        var (notifier, slack) = (Notifier(receiver, TimeProvider.System), ((HttpReceiver)receiver).Server.Slack);

        var first = await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);
        var again = await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);
        await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Resolved, first.Thread, 2), default);
        await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Resolved, first.Thread, 2), default);

        again.Thread.ShouldBe(first.Thread);
        slack.Thread(slack.Roots.ShouldHaveSingleItem()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_button_says_which_plan_of_which_incident_it_decides_on()
    {
        await using var receiver = await ReceiveAsync();

        await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.NeedsApproval), default);

        var actions = ((HttpReceiver)receiver).Server.Slack.Roots.Single()["blocks"]!.AsArray().Single(block => $"{block!["type"]}" == "actions")!;
        foreach (var button in actions["elements"]!.AsArray())
        {
            JsonSerializer.Deserialize<SlackDecision>($"{button!["value"]}").ShouldBe(new SlackDecision(Support.Some.Cart.InstanceId, "cart-plan/1", "0011223344556677"));
        }
    }

    [Fact]
    public async Task Without_a_signing_secret_there_are_no_buttons()
    {
        await using var receiver = await ReceiveAsync();
        var options = Of(receiver) with { Slack = Of(receiver).Slack with { SigningSecret = "" } };

        await new SlackNotifier(options, new NotifierHttp(options, TimeProvider.System)).SendAsync(SomeNotice.Message(NoticeMoment.NeedsApproval), default);

        $"{((HttpReceiver)receiver).Server.Slack.Roots.Single()}".ShouldNotContain("autocura_approve");
    }

    [Theory]
    [InlineData("ratelimited", DeliveryResult.TryLater)]
    [InlineData("internal_error", DeliveryResult.TryLater)]
    [InlineData("channel_not_found", DeliveryResult.Refused)]
    [InlineData("invalid_auth", DeliveryResult.Refused)]
    public async Task What_slack_refuses_in_a_good_answer_is_a_refusal(string error, DeliveryResult expected)
    {
        await using var receiver = await ReceiveAsync();
        ((HttpReceiver)receiver).Server.Slack.Error = error;

        var receipt = await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        receipt.Result.ShouldBe(expected);
        receipt.Reason.ShouldBe($"Slack says {error}.");
    }

    [Fact]
    public async Task No_text_is_longer_than_slack_takes()
    {
        await using var receiver = await ReceiveAsync();
        var notice = SomeNotice.Of(NoticeMoment.NeedsApproval) with { Evidence = [.. Enumerable.Repeat(new string('<', 300), 40)], Alerts = [new string('x', 300)] };

        await Notifier(receiver, TimeProvider.System).SendAsync(MessageWriting.Write(SomeNotice.Delivery(notice)), default);

        foreach (var block in ((HttpReceiver)receiver).Server.Slack.Roots.Single()["blocks"]!.AsArray())
        {
            ($"{block!["text"]?["text"]}".Length).ShouldBeLessThanOrEqualTo($"{block["type"]}" == "header" ? 150 : 3000);
        }
    }

    private protected override Task<IReceiver> ReceiveAsync() => HttpReceiver.StartAsync();

    private protected override INotifier Notifier(IReceiver receiver, TimeProvider time)
    {
        var options = Of(receiver);
        return new SlackNotifier(options, new NotifierHttp(options, time));
    }

    private static NotificationOptions Of(IReceiver receiver) =>
        Options with { Slack = new SlackOptions { BotToken = OwnSecret, Channel = "C0123", SigningSecret = "signs", ApiUrl = new Uri(((HttpReceiver)receiver).Server.Address, "slack/").AbsoluteUri } };
}
