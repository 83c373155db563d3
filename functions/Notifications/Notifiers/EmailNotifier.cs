using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Autocura.Guardrails.Notices;

namespace Autocura.Notifications.Notifiers;

/// <summary>
/// Tells people by e-mail, as text and as HTML. The messages of an incident are one conversation, and each has an id made from its key, by which a mailbox can know a second copy.
/// </summary>
internal sealed class EmailNotifier(NotificationOptions options, NotifierHttp network) : IDigestNotifier
{
    private const int LongestSubject = 200;

    public string Name => "email";

    public string Missing => options.Email.Missing;

    public async Task<DeliveryReceipt> SendAsync(Message message, CancellationToken cancellationToken)
    {
        using var mail = Compose(message.Title, message.Key, message.PlainText(), Html(message));
        var first = Id(message.RecordName);
        mail.Headers.Add("In-Reply-To", first);
        mail.Headers.Add("References", first);
        return await SendAsync(mail, cancellationToken);
    }

    public async Task<DeliveryReceipt> SendAsync(WeekDigest digest, CancellationToken cancellationToken)
    {
        using var mail = Compose(digest.Title, digest.Key, digest.PlainText(), Html(digest));
        return await SendAsync(mail, cancellationToken);
    }

    private async Task<DeliveryReceipt> SendAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        var email = options.Email;
        using var client = new SmtpClient(email.Host, email.Port) { EnableSsl = email.StartTls };
        client.Credentials = email.Username.Length > 0 ? new NetworkCredential(email.Username, email.Password) : null;
        using var late = new CancellationTokenSource(options.Timeout, network.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var server = $"{email.Host}:{email.Port}";
        try
        {
            await client.SendMailAsync(mail, either.Token);
            return DeliveryReceipt.Delivered();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DeliveryReceipt.TryLater($"{server} did not take the message within {options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (SmtpFailedRecipientException some) when (some is SmtpFailedRecipientsException several ? several.InnerExceptions.Length < mail.To.Count : mail.To.Count > 1)
        {
            return DeliveryReceipt.Delivered() with { Reason = $"{server} refused some of the {mail.To.Count} recipients: {(int)some.StatusCode}." };
        }
        catch (SmtpException refused)
        {
            return Refusal(server, refused);
        }
    }

    /// <summary>A code of 400 to 499 is for now, and one from 500 for good (RFC 5321). Without a code nothing was said at all.</summary>
    private DeliveryReceipt Refusal(string server, SmtpException refused) => (int)(refused is SmtpFailedRecipientsException all ? all.InnerExceptions[0] : refused).StatusCode switch
    {
        >= 500 and var code => DeliveryReceipt.Refused($"{server} answered {code}."),
        >= 400 and var code => DeliveryReceipt.TryLater($"{server} answered {code}."),
        _ when refused.InnerException is null && options.Email.StartTls => DeliveryReceipt.Refused($"{server} offers no encryption (STARTTLS): let it, or set Autocura:Notifications:Email:StartTls to false."),
        _ when refused.InnerException is AuthenticationException => DeliveryReceipt.Refused($"The certificate of {server} is not trusted here, or is not for that name."),
        _ => DeliveryReceipt.TryLater($"{server} cannot be reached, or broke off."),
    };

    private MailMessage Compose(string title, string key, string text, string html)
    {
        var email = options.Email;
        var mail = new MailMessage
        {
            From = new MailAddress(email.From, "Autocura"),
            Subject = title.Length <= LongestSubject ? title : title[..LongestSubject],
            SubjectEncoding = Encoding.UTF8,
        };
        foreach (var recipient in email.Recipients)
        {
            mail.To.Add(recipient);
        }

        mail.Headers.Add("Message-ID", Id(key));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, "text/plain"));
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, "text/html"));
        return mail;
    }

    private string Id(string key) => $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}@{new MailAddress(options.Email.From).Host}>";

    private static string Html(Message message)
    {
        var page = new StringBuilder("""<!doctype html><html lang="en"><body style="font-family:sans-serif">""");
        page.Append($"<h2>{Text(message.Title)}</h2>");
        foreach (var line in new[] { message.Said, message.Asked }.Where(line => line.Length > 0))
        {
            page.Append($"<p>{Text(line)}</p>");
        }

        page.Append("<table>").AppendJoin("", message.Facts.Select(fact => $"""<tr><th align="left">{Text(fact.Name)}</th><td>{Text(fact.Value)}</td></tr>""")).Append("</table>");
        foreach (var section in message.Sections)
        {
            page.Append($"<h3>{Text(section.Title)}</h3>");
            page.Append(section.IsCode ? $"<pre>{Text(string.Join('\n', section.Lines))}</pre>" : string.Concat(section.Lines.Select(line => $"<div>{Text(line)}</div>")));
        }

        page.Append("<p>").AppendJoin(" ", message.Links.Select(link => $"""<a href="{Text(link.Url)}">{Text(link.Title)}</a>""")).Append("</p></body></html>");
        return page.ToString();
    }

    private static string Html(WeekDigest digest)
    {
        var page = new StringBuilder("""<!doctype html><html lang="en"><body style="font-family:sans-serif">""");
        page.Append($"<h2>{Text(digest.Title)}</h2>");
        foreach (var section in digest.Sections)
        {
            page.Append($"<h3>{Text(section.Title)}</h3><ul>").AppendJoin("", section.Lines.Select(line => $"<li>{Text(line)}</li>")).Append("</ul>");
        }

        return page.Append("</body></html>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
