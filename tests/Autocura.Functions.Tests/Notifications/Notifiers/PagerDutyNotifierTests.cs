using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Notifications.Notifiers;

namespace Autocura.Functions.Tests.Notifications.Notifiers;

public sealed class PagerDutyNotifierTests : NotifierConformance
{
    private const string Own = "cart-0123456789-1893456000";
    private const string Person = "cart-0123456789-1893456000/person";

    [Fact]
    public async Task What_it_heals_by_itself_is_triggered_acknowledged_and_resolved() => (await ToldAsync(NoticeMoment.Opened, NoticeMoment.Remediating, NoticeMoment.Resolved))
        .ShouldBe([("trigger", Own), ("acknowledge", Own), ("resolve", Own)]);

    [Fact]
    public async Task A_person_who_was_not_woken_by_the_incident_is_woken_by_its_question_and_its_end() =>
        (await ToldAsync(NoticeMoment.Opened, NoticeMoment.NeedsApproval, NoticeMoment.Remediating, NoticeMoment.Escalated))
            .ShouldBe([("trigger", Own), ("trigger", Person), ("acknowledge", Own), ("resolve", Person), ("trigger", Person), ("resolve", Own)]);

    [Fact]
    public async Task Asked_alone_it_resolves_the_question_alone() => (await ToldAsync(NoticeMoment.NeedsApproval, NoticeMoment.Remediating, NoticeMoment.Resolved))
        .ShouldBe([("trigger", Person), ("resolve", Person)]);

    [Fact]
    public async Task An_event_has_what_pagerduty_asks_for()
    {
        await using var receiver = await ReceiveAsync();

        await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        var sent = ((HttpReceiver)receiver).Server.Posted.ShouldHaveSingleItem().Json;
        sent["routing_key"]!.GetValue<string>().ShouldBe(OwnSecret);
        sent["payload"]!["severity"]!.GetValue<string>().ShouldBe("error");
        sent["payload"]!["source"]!.GetValue<string>().ShouldBe("test/shop");
        sent["payload"]!["summary"]!.GetValue<string>().ShouldBe("High incident: KubePodNotReady on Deployment shop/cart");
    }

    private protected override Task<IReceiver> ReceiveAsync() => HttpReceiver.StartAsync();

    private protected override INotifier Notifier(IReceiver receiver, TimeProvider time)
    {
        var options = Options with { PagerDuty = new PagerDutyOptions { RoutingKey = OwnSecret, Url = new Uri(((HttpReceiver)receiver).Server.Address, "pagerduty").AbsoluteUri } };
        return new PagerDutyNotifier(options, new NotifierHttp(options, time));
    }

    private async Task<IReadOnlyList<(string, string)>> ToldAsync(params NoticeMoment[] moments)
    {
        await using var receiver = await ReceiveAsync();
        var (notifier, thread) = (Notifier(receiver, TimeProvider.System), "");
        foreach (var (moment, number) in moments.Select((moment, index) => (moment, index + 1)))
        {
            thread = (await notifier.SendAsync(SomeNotice.Message(moment, thread, number), default)).Thread;
        }

        return [.. ((HttpReceiver)receiver).Server.Posted.Select(one => ($"{one.Json["event_action"]}", $"{one.Json["dedup_key"]}"))];
    }
}
