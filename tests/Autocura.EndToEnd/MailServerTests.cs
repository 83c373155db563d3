using System.Text;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Notifications;
using Autocura.Support.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.EndToEnd;

/// <summary>A mail server that nobody here wrote takes what is told by e-mail, over STARTTLS.</summary>
public sealed class MailServerTests
{
    [RealClientFact("aiosmtpd")]
    public async Task A_real_mail_server_takes_the_message_encrypted_and_keeps_both_of_its_forms()
    {
        MailCertificate.Trust();
        using var files = new TemporaryFolder();
        var (port, mails) = (ClientProcess.FreePort(), Path.Combine(files.FullName, "mails"));
        await using var server = ClientProcess.Start(
            "aiosmtpd",
            "-n",
            "-l",
            $"127.0.0.1:{port}",
            "--tlscert",
            files.Write("certificate.pem", MailCertificate.Certificate.ExportCertificatePem()),
            "--tlskey",
            files.Write("key.pem", MailCertificate.KeyPem),
            "-c",
            "aiosmtpd.handlers.Mailbox",
            mails);
        var options = new NotificationOptions { Email = new EmailOptions { Host = "127.0.0.1", Port = port, From = "autocura@shop.example", To = "ana@shop.example" } };
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddNotifications(options, TimeProvider.System).BuildServiceProvider();
        var dispatch = services.GetRequiredService<NoticeDispatch>();

        await Eventually.TrueAsync("the server takes it", TimeSpan.FromSeconds(60), async () => (await dispatch.DeliverAsync(Delivery, default)).Result == DeliveryResult.Delivered, () => server.Output);

        var mail = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(mails, "new")).ShouldHaveSingleItem());
        mail.ShouldContain("Subject: Critical incident: KubePodNotReady on Deployment shop/cart");
        mail.ShouldContain("X-RcptTo: ana@shop.example");
        var parts = mail.ReplaceLineEndings("\n").Split("Content-Transfer-Encoding: base64\n\n").Skip(1).Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Split("\n--")[0].ReplaceLineEndings("")))).ToList();
        parts.Count.ShouldBe(2);
        parts.ShouldAllBe(part => part.Contains("Bad image"));
        parts[1].ShouldStartWith("<!doctype html>");
    }

    private static NoticeDelivery Delivery => new()
    {
        Channel = "email",
        Settings = new NoticeSettings { Channels = ["email"] },
        Notice = new Notice
        {
            Number = 1,
            Moment = NoticeMoment.Opened,
            At = new DateTimeOffset(2030, 1, 15, 12, 0, 0, TimeSpan.Zero),
            RecordName = "cart-1",
            Workload = new WorkloadRef("test", "Deployment", "shop", "cart"),
            Severity = Severity.Critical,
            Risk = 90,
            Since = new DateTimeOffset(2030, 1, 15, 11, 55, 0, TimeSpan.Zero),
            Alerts = ["KubePodNotReady"],
            Said = "Bad image",
        },
    };
}
