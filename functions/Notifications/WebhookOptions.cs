namespace Autocura.Notifications;

/// <summary>Settings under <c>Autocura:Notifications:Webhook</c>: any receiver of CloudEvents.</summary>
public sealed record WebhookOptions
{
    private const int ShortestSecret = 16;

    public string Url { get; init; } = "";

    /// <summary>What bodies are signed with, at least 16 characters.</summary>
    public string Secret { get; init; } = "";

    internal string Missing => Url.Length == 0 ? "Webhook:Url" : Secret.Length == 0 ? "Webhook:Secret" : "";

    internal IEnumerable<string> Problems() => WebAddress.Problems("Webhook:Url", Url)
        .Concat(Secret.Length is > 0 and < ShortestSecret ? [$"Webhook:Secret has {Secret.Length} characters; it must have at least {ShortestSecret}."] : []);
}
