using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Notifications.Notifiers;

namespace Autocura.Functions.Tests.Notifications.Notifiers;

public sealed class TeamsNotifierTests : NotifierConformance
{
    [Fact]
    public async Task It_is_an_adaptive_card_with_its_links_as_buttons()
    {
        await using var receiver = await ReceiveAsync();

        await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Escalated), default);

        var sent = ((HttpReceiver)receiver).Server.Posted.ShouldHaveSingleItem().Json;
        sent["type"]!.GetValue<string>().ShouldBe("message");
        var attachment = sent["attachments"]![0]!;
        attachment["contentType"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
        attachment["content"]!["type"]!.GetValue<string>().ShouldBe("AdaptiveCard");
        attachment["content"]!["actions"]!.AsArray().Select(action => $"{action!["title"]}").ShouldBe(["Incident", "Runbook"]);
    }

    [Fact]
    public async Task A_card_that_would_be_too_large_loses_its_details_and_not_what_is_asked()
    {
        await using var receiver = await ReceiveAsync();
        var notice = SomeNotice.Of(NoticeMoment.NeedsApproval) with { Evidence = [.. Enumerable.Repeat(new string('é', 300), 60)] };

        await Notifier(receiver, TimeProvider.System).SendAsync(MessageWriting.Write(SomeNotice.Delivery(notice)), default);

        ((HttpReceiver)receiver).Server.Posted.ShouldHaveSingleItem().Body.Length.ShouldBeLessThan(24 * 1024);
        receiver.Received().ShouldContain("Approve or reject plan cart-plan/1 (0011223344556677)");
    }

    private protected override Task<IReceiver> ReceiveAsync() => HttpReceiver.StartAsync();

    private protected override INotifier Notifier(IReceiver receiver, TimeProvider time)
    {
        var options = Options with { Teams = new TeamsOptions { WebhookUrl = new Uri(((HttpReceiver)receiver).Server.Address, $"teams?sig={OwnSecret}").AbsoluteUri } };
        return new TeamsNotifier(options, new NotifierHttp(options, time));
    }
}
