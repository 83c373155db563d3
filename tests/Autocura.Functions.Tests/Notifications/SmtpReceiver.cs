using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Autocura.Functions.Tests.Conformance;
using Autocura.Support.Notices;

namespace Autocura.Functions.Tests.Notifications;

/// <summary>A mail server with STARTTLS and AUTH (RFC 5321, 3207, 4954) that keeps what it takes.</summary>
internal sealed partial class SmtpReceiver : IReceiver
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> mails = [];

    static SmtpReceiver() => MailCertificate.Trust();

    private SmtpReceiver() => listener.Start();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Fault Fault { get; set; }

    /// <summary>Whether it can encrypt.</summary>
    public bool OffersEncryption { get; init; } = true;

    /// <summary>A recipient that it does not know.</summary>
    public string? Unknown { get; init; }

    public Task Asked => asked.Task;

    /// <summary>Whether the password was only ever sent encrypted.</summary>
    public bool LoggedInEncrypted { get; private set; }

    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (mails) return [.. mails];
        }
    }

    public static SmtpReceiver Start(bool offersEncryption = true, string? unknown = null)
    {
        var receiver = new SmtpReceiver { OffersEncryption = offersEncryption, Unknown = unknown };
        _ = receiver.ServeAsync();
        return receiver;
    }

    /// <summary>Headers, and the bodies with their Base64 taken off.</summary>
    public string Received() => string.Join('\n', Mails.Select(mail => Decode(mail, isPage: false)));

    /// <summary>The page.</summary>
    public string Shown() => string.Join('\n', Mails.Select(mail => Decode(mail[mail.IndexOf("text/html", StringComparison.Ordinal)..], isPage: true)));

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Base64 goes over several lines, and a letter from one to the next.</summary>
    private static string Decode(string mail, bool isPage) => Encoded().Replace(mail, found =>
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(found.Value.ReplaceLineEndings("")));
        return isPage ? text : WebUtility.HtmlDecode(text);
    });

    [GeneratedRegex(@"^([A-Za-z0-9+/]{60,76}\n)+[A-Za-z0-9+/]{1,76}={0,2}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Encoded();

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            asked.TrySetResult();
            if (Fault == Fault.Silent)
            {
                await new TaskCompletionSource().Task;
            }

            try
            {
                await ConverseAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The other side has gone: the next one may come.
            }
        }
    }

    private async Task ConverseAsync(Stream stream)
    {
        var reader = new StreamReader(stream, Encoding.ASCII);
        var isEncrypted = false;
        await SayAsync(stream, "220 mail.example");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "STARTTLS")
            {
                await SayAsync(stream, "220 go ahead");
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(MailCertificate.Certificate);
                (stream, reader, isEncrypted) = (secure, new StreamReader(secure, Encoding.ASCII), true);
            }
            else if (line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))
            {
                await SayAsync(stream, "334 UGFzc3dvcmQ6");
                await reader.ReadLineAsync();
                LoggedInEncrypted = isEncrypted;
                await SayAsync(stream, "235 welcome");
            }
            else if (line == "DATA" && Fault == Fault.None)
            {
                await SayAsync(stream, "354 go ahead");
                await KeepAsync(reader);
                await SayAsync(stream, "250 kept");
            }
            else
            {
                await SayAsync(stream, Answer(line, isEncrypted));
            }
        }
    }

    private string Answer(string line, bool isEncrypted) => line switch
    {
        _ when line.StartsWith("EHLO", StringComparison.Ordinal) => OffersEncryption && !isEncrypted ? "250-mail.example\r\n250-AUTH LOGIN\r\n250 STARTTLS" : "250-mail.example\r\n250 AUTH LOGIN",
        "QUIT" => "221 bye",
        _ when line.StartsWith("MAIL", StringComparison.Ordinal) && Fault == Fault.Busy => "451 too much to do",
        _ when line.StartsWith("MAIL", StringComparison.Ordinal) && Fault == Fault.Broken => "421 closing",
        _ when line.StartsWith("RCPT", StringComparison.Ordinal) && (Fault == Fault.Refusing || (Unknown is not null && line.Contains(Unknown, StringComparison.Ordinal))) => "550 nobody of that name",
        _ => "250 fine",
    };

    private async Task KeepAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            mail.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        }

        lock (mails) mails.Add(mail.ToString());
    }

    private static async Task SayAsync(Stream stream, string line)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
        await stream.FlushAsync();
    }
}
