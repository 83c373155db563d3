using Autocura.Notifications;

namespace Autocura.Functions.Tests.Notifications;

public sealed class NotificationOptionsTests
{
    private static readonly WebhookOptions Webhook = new() { Url = "https://hooks.example/", Secret = "sixteen letters!" };

    public static TheoryData<NotificationOptions, string> Wrong => new()
    {
        { new() { Channels = "pigeon" }, "Autocura:Notifications:Channels names 'pigeon'; it may name email, pagerduty, slack, teams, webhook, or be none." },
        { new() { Digest = "pagerduty" }, "Autocura:Notifications:Digest names 'pagerduty'; it may name email, slack, teams, webhook, or be none." },
        { new() { Routes = "high: slack" }, "Autocura:Notifications:Routes: 'high: slack' is no route: write for example \"from high in shop,pay-*: pagerduty, slack; any: slack\"." },
        { new() { Routes = "any: pigeon" }, "Autocura:Notifications:Routes: 'pigeon' in 'any: pigeon' is no channel; there is email, pagerduty, slack, teams, webhook." },
        { new() { Escalation = "soon slack" }, "Autocura:Notifications:Escalation: 'soon slack' is no step of an escalation, of a time up to a day and channels: write for example \"00:10:00 pagerduty; 00:20:00 email\"." },
        { new() { QuietHours = "nights" }, "Autocura:Notifications:QuietHours: 'nights' is no window: write for example \"Mon-Fri 09:00-17:00 Europe/Berlin\" or \"daily 22:00-06:00 UTC\"." },
        { new() { LoudFrom = "awful" }, "Autocura:Notifications:LoudFrom is 'awful'; it may be low, medium, high or critical." },
        { new() { MostPerHour = 0 }, "Autocura:Notifications:MostPerHour is 0; it must be at least 1." },
        { new() { IncidentUrl = "https://autocura.example/" }, "Autocura:Notifications:IncidentUrl is 'https://autocura.example/'; it must be an http or https address with {id} in it." },
        { new() { Email = new() { From = "nobody" } }, "Autocura:Notifications:Email:From is 'nobody'; it must be an address such as autocura@example.com." },
        { new() { Email = new() { Username = "a", Password = "b", StartTls = false } }, "Autocura:Notifications:Email:StartTls is false, and the password would be sent unencrypted: set it to true, or leave Email:Username empty." },
        { new() { Webhook = new() { Secret = "short" } }, "Autocura:Notifications:Webhook:Secret has 5 characters; it must have at least 16." },
        { new() { Teams = new() { WebhookUrl = "ftp://secret" } }, "Autocura:Notifications:Teams:WebhookUrl is no http or https address." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named_with_what_may_stand_there(NotificationOptions options, string problem) => options.Problems().ShouldBe([problem]);

    [Fact]
    public void A_way_that_is_named_must_be_set_up() =>
        new NotificationOptions { Channels = "slack, webhook", Webhook = Webhook }.Unusable().ShouldBe(["Autocura:Notifications:Channels names slack, which is not set up: Slack:BotToken is missing."]);

    [Fact]
    public void Nobody_is_told_of_a_week_who_is_not_named_and_who_is_must_be_set_up()
    {
        new NotificationOptions { Webhook = Webhook }.DigestChannels().ShouldBeEmpty();
        new NotificationOptions { Webhook = Webhook, Digest = "none" }.DigestChannels().ShouldBeEmpty();
        var named = new NotificationOptions { Webhook = Webhook, Digest = "webhook, teams, webhook" };
        named.DigestChannels().ShouldBe(["webhook", "teams"]);
        named.Unusable().ShouldBe(["Autocura:Notifications:Digest names teams, which is not set up: Teams:WebhookUrl is missing."]);
    }

    [Fact]
    public void Nothing_is_in_use_until_something_is_set_up() => new NotificationOptions().ToSettings().Channels.ShouldBeEmpty();

    [Fact]
    public void What_is_set_up_is_in_use_unless_others_are_named()
    {
        new NotificationOptions { Webhook = Webhook }.ToSettings().Channels.ShouldBe(["webhook"]);
        new NotificationOptions { Webhook = Webhook, Channels = "none" }.ToSettings().Channels.ShouldBeEmpty();
        new NotificationOptions { Webhook = Webhook, Channels = "Slack, webhook" }.ToSettings().Channels.ShouldBe(["slack", "webhook"]);
    }
}
