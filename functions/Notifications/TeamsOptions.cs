namespace Autocura.Notifications;

/// <summary>Settings under <c>Autocura:Notifications:Teams</c>.</summary>
public sealed record TeamsOptions
{
    /// <summary>The address of a workflow that posts cards to a channel ("When a Teams webhook request is received"). It is a secret.</summary>
    public string WebhookUrl { get; init; } = "";

    internal string Missing => WebhookUrl.Length == 0 ? "Teams:WebhookUrl" : "";

    internal IEnumerable<string> Problems() => WebAddress.Problems("Teams:WebhookUrl", WebhookUrl);
}
