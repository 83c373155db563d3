using System.CommandLine;

namespace Autocura.Embedded.Hosting.Remote;

/// <summary>What the commands on a running instance have in common: where it is, who asks, and how they end.</summary>
internal static class RemoteOptions
{
    public const int Done = 0;
    public const int Refused = 1;

    public static Option<string> Url()
    {
        var url = new Option<string>("--url") { Description = "The instance.", HelpName = "url", DefaultValueFactory = _ => $"http://127.0.0.1:{EmbeddedHostOptions.DefaultPort}" };
        url.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && !(Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
                given.AddError($"--url must be an address such as http://127.0.0.1:7071, not {given.Tokens[0].Value}.");
        });
        return url;
    }

    /// <summary>Where callers have keys of their own, that name counts, and not this.</summary>
    public static Option<string> By() => new("--by") { Description = "Who asks (default: the user of this session).", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };

    public static Option<string> Reason() => new("--reason") { Description = "Why: it stands in the record.", HelpName = "text", DefaultValueFactory = _ => "" };

    public static Option<bool> Json() => new("--json") { Description = "As JSON, for programs." };

    public static Argument<string> Incident() => new("incident") { Description = "The id of an incident, or a part of it that only one open incident has." };

    /// <summary>Runs with the instance; 1 when it refuses or does not answer, and the reason on standard error.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Option<string> url, Func<RemoteHost, TextWriter, Task> run)
    {
        using var host = new RemoteHost(new Uri(parsed.GetValue(url)!));
        try
        {
            await run(host, parsed.InvocationConfiguration.Output);
            return Done;
        }
        catch (RemoteException refused)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
    }
}
