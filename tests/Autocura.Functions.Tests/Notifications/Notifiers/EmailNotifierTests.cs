using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Notifications.Notifiers;

namespace Autocura.Functions.Tests.Notifications.Notifiers;

public sealed class EmailNotifierTests : NotifierConformance
{
    [Fact]
    public async Task It_is_text_and_page_in_one_conversation_and_the_password_goes_encrypted()
    {
        await using var receiver = SmtpReceiver.Start();
        var notifier = Notifier(receiver, TimeProvider.System);

        await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);
        await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Resolved, number: 2), default);

        receiver.LoggedInEncrypted.ShouldBeTrue();
        receiver.Mails.Count.ShouldBe(2);
        receiver.Mails.ShouldAllBe(mail => mail.Contains("multipart/alternative") && mail.Contains("text/plain") && mail.Contains("text/html") && mail.Contains("Auto-Submitted: auto-generated"));
        Header(receiver.Mails[0], "References").ShouldBe(Header(receiver.Mails[1], "References"));
        Header(receiver.Mails[0], "Message-ID").ShouldNotBe(Header(receiver.Mails[1], "Message-ID"));
        Header(receiver.Mails[0], "Subject").ShouldBe("High incident: KubePodNotReady on Deployment shop/cart");
    }

    [Fact]
    public async Task The_same_said_again_has_the_same_id()
    {
        await using var receiver = SmtpReceiver.Start();
        var notifier = Notifier(receiver, TimeProvider.System);

        await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);
        await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        Header(receiver.Mails[0], "Message-ID").ShouldBe(Header(receiver.Mails[1], "Message-ID"));
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_is_told_nothing()
    {
        await using var receiver = SmtpReceiver.Start(offersEncryption: false);

        var receipt = await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        receipt.Result.ShouldBe(DeliveryResult.Refused, receipt.Reason);
        receipt.Reason.ShouldContain("STARTTLS");
        receiver.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_address_that_is_wrong_does_not_keep_it_from_the_others()
    {
        await using var receiver = SmtpReceiver.Start(unknown: "ben@");

        var receipt = await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        receipt.Result.ShouldBe(DeliveryResult.Delivered);
        receipt.Reason.ShouldContain("refused some of the 2 recipients: 550");
        receiver.Mails.ShouldHaveSingleItem();
    }

    private protected override Task<IReceiver> ReceiveAsync() => Task.FromResult<IReceiver>(SmtpReceiver.Start());

    private protected override INotifier Notifier(IReceiver receiver, TimeProvider time)
    {
        var options = Options with
        {
            Email = new EmailOptions { Host = "127.0.0.1", Port = ((SmtpReceiver)receiver).Port, From = "autocura@shop.example", To = "ana@shop.example, ben@shop.example", Username = "autocura", Password = OwnSecret },
        };
        return new EmailNotifier(options, new NotifierHttp(options, time));
    }

    private static string Header(string mail, string name) => mail.Split('\n').First(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
}
