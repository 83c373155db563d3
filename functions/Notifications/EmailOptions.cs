using System.Net.Mail;

namespace Autocura.Notifications;

/// <summary>Settings under <c>Autocura:Notifications:Email</c>: a mail server that takes messages for others.</summary>
public sealed record EmailOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public string Username { get; init; } = "";

    public string Password { get; init; } = "";

    public string From { get; init; } = "";

    /// <summary>Addresses, separated by commas.</summary>
    public string To { get; init; } = "";

    /// <summary>Whether the connection must be encrypted (STARTTLS): a server that cannot is refused.</summary>
    public bool StartTls { get; init; } = true;

    internal string Missing => Host.Length == 0 ? "Email:Host" : From.Length == 0 ? "Email:From" : To.Length == 0 ? "Email:To" : "";

    internal IReadOnlyList<string> Recipients => To.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal IEnumerable<string> Problems()
    {
        if (Port is < 1 or > 65535) yield return $"Email:Port is {Port}; it may be 1 to 65535.";
        if (From.Length > 0 && !MailAddress.TryCreate(From, out _)) yield return $"Email:From is '{From}'; it must be an address such as autocura@example.com.";
        foreach (var recipient in Recipients.Where(recipient => !MailAddress.TryCreate(recipient, out _))) yield return $"Email:To has '{recipient}', which is no address.";
        if (Username.Length == 0 != (Password.Length == 0)) yield return "Email:Username and Email:Password belong together: set both or neither.";
        if (Username.Length > 0 && !StartTls) yield return "Email:StartTls is false, and the password would be sent unencrypted: set it to true, or leave Email:Username empty.";
    }
}
