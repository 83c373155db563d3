using System.Text;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Notifications.Notifiers;

namespace Autocura.Functions.Tests.Notifications.Notifiers;

public sealed class WebhookNotifierTests : NotifierConformance
{
    [Fact]
    public async Task It_is_a_cloud_event_that_its_receiver_can_prove()
    {
        await using var receiver = await ReceiveAsync();

        await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.NeedsApproval), default);

        var posted = ((HttpReceiver)receiver).Server.Posted.ShouldHaveSingleItem();
        posted.Headers["Content-Type"].ShouldStartWith("application/cloudevents+json");
        posted.Json["specversion"]!.GetValue<string>().ShouldBe("1.0");
        posted.Json["type"]!.GetValue<string>().ShouldBe("io.autocura.incident.needsapproval");
        posted.Json["id"]!.GetValue<string>().ShouldBe("cart-0123456789-1893456000/1-needsapproval/webhook");
        posted.Json["data"]!["plan"]!["hash"]!.GetValue<string>().ShouldBe("0011223344556677");
        posted.Headers["webhook-id"].ShouldBe($"{posted.Json["id"]}");
        posted.Headers["webhook-signature"].ShouldBe(WebhookNotifier.Signature(OwnSecret, posted.Headers["webhook-id"], posted.Headers["webhook-timestamp"], Encoding.UTF8.GetBytes(posted.Body)));
    }

    [Fact]
    public void The_signature_is_the_one_of_standard_webhooks() =>
        // The specification's own example.
        WebhookNotifier.Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}"""))
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public async Task Asked_for_time_it_says_how_much()
    {
        await using var receiver = await ReceiveAsync();
        receiver.Fault = Support.Notices.Fault.Busy;

        (await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default)).After.ShouldBe(TimeSpan.FromSeconds(17));
    }

    private protected override Task<IReceiver> ReceiveAsync() => HttpReceiver.StartAsync();

    private protected override INotifier Notifier(IReceiver receiver, TimeProvider time)
    {
        var options = Options with { Webhook = new WebhookOptions { Url = new Uri(((HttpReceiver)receiver).Server.Address, "webhook").AbsoluteUri, Secret = OwnSecret } };
        return new WebhookNotifier(options, new NotifierHttp(options, time));
    }
}
