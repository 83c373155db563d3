namespace Autocura.Notifications;

/// <summary>Settings under <c>Autocura:Notifications:Slack</c>: an app of the workspace with the scopes chat:write, and channels:history to recognise what it has said already.</summary>
public sealed record SlackOptions
{
    /// <summary>The app's bot token (xoxb-...).</summary>
    public string BotToken { get; init; } = "";

    /// <summary>The id of the channel (C...), in which the app is a member.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The app's signing secret; without it messages have no buttons, and none are taken.</summary>
    public string SigningSecret { get; init; } = "";

    /// <summary>Ids of the users (U...) who may decide, separated by commas; empty: everybody in the channel.</summary>
    public string Approvers { get; init; } = "";

    public string ApiUrl { get; init; } = "https://slack.com/api/";

    public bool TakesClicks => SigningSecret.Length > 0;

    internal string Missing => BotToken.Length == 0 ? "Slack:BotToken" : Channel.Length == 0 ? "Slack:Channel" : "";

    internal IEnumerable<string> Problems() => WebAddress.Problems("Slack:ApiUrl", ApiUrl)
        .Concat(ApiUrl.EndsWith('/') ? [] : ["Slack:ApiUrl must end with a /."])
        .Concat(Approvers.Length > 0 && !TakesClicks ? ["Slack:Approvers is set, and Slack:SigningSecret is not: without it no click is taken."] : []);
}
