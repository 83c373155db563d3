using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Autocura.Embedded.Hosting.Remote;
using Autocura.Ledger.Audit;

namespace Autocura.Embedded.Hosting;

/// <summary><c>audit verify</c>: fetches the record of what people had changed, as it stands in the cluster, and checks it here: the host is not asked whether it is whole.</summary>
internal static class AuditCommand
{
    private const int Whole = 0;
    private const int Broken = 1;
    private const int Unknown = 2;

    public static Command Create()
    {
        var url = RemoteOptions.Url();
        var seen = new Option<string?>("--seen") { Description = "The end that an earlier check printed, to find whether it was cut off since.", HelpName = "number:hash" };
        seen.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && End(given.Tokens[0].Value) is null) given.AddError($"--seen must be a number and a hash, as an earlier check printed them, not {given.Tokens[0].Value}.");
        });
        var verify = new Command("verify", $"Checks the record; ends with 1 when something is wrong with it, with 2 when it cannot be read. The keys of the host and of the caller are taken from {RemoteHost.HostKey} and {RemoteHost.AccessKey}.") { url, seen };
        verify.SetAction((parsed, cancellation) => VerifyAsync(new Uri(parsed.GetValue(url)!), parsed.GetValue(seen), parsed.InvocationConfiguration.Output, cancellation));
        return new Command("audit", "The record of what people had changed.") { verify };
    }

    private static async Task<int> VerifyAsync(Uri url, string? seen, TextWriter output, CancellationToken cancellation)
    {
        using var host = new RemoteHost(url);
        try
        {
            var content = JsonSerializer.Deserialize<AuditContent>(await host.TextAsync("api/audit?raw=true", cancellation), JsonSerializerOptions.Web)!;
            var verdict = AuditCheck.Of(content, seen is null ? null : End(seen));
            await PrintAsync(verdict, output);
            return verdict.IsWhole ? Whole : Broken;
        }
        catch (RemoteException refused)
        {
            await output.WriteLineAsync(refused.Message);
            return Unknown;
        }
        catch (JsonException unreadable)
        {
            await output.WriteLineAsync($"{url} cannot be asked: {unreadable.Message}");
            return Unknown;
        }
    }

    private static async Task PrintAsync(AuditVerdict verdict, TextWriter output)
    {
        foreach (var problem in verdict.Problems) await output.WriteLineAsync($"WRONG  {problem}");
        foreach (var call in verdict.Unanswered) await output.WriteLineAsync($"open   {call}: nobody knows whether it was carried out");
        await output.WriteLineAsync(
            !verdict.IsWhole ? $"The record is not whole: {verdict.Problems.Count} problems."
            : verdict.Last.Number == 0 ? "There is no record yet."
            : $"Records {verdict.First} to {verdict.Last.Number} are whole.");
        if (verdict.Last.Number > 0) await output.WriteLineAsync($"The end is {verdict.Last.Number}:{verdict.Last.Hash}. Keep it elsewhere: --seen with it shows later whether it was cut off.");
    }

    private static AuditEnd? End(string text) =>
        text.Split(':') is [var number, { Length: > 0 } hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new AuditEnd(at, hash) : null;
}
