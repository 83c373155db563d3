using System.Globalization;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger.Learning;

/// <summary>Counts the tokens that language models have cost, by day (UTC) and for all hosts, in a ConfigMap of the home cluster. What cannot be counted is not spent.</summary>
public sealed class TokenLedger(IClusters clusters, LedgerOptions options, TimeProvider time)
{
    public const string Name = "autocura-tokens";

    private const int DaysKept = 7;

    public ObjectRef Ref => Kinds.ConfigMap.Ref(options.Namespace, Name);

    private string Today => time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Spends tokens of today; null when it did, else why not.</summary>
    /// <exception cref="ClusterException">It may come right by itself.</exception>
    public async Task<string?> SpendAsync(int tokens, int mostOfDay, CancellationToken cancellationToken)
    {
        string? refused = null;
        try
        {
            var written = await Map.ChangeAsync(
                entries =>
                {
                    var spent = Spent(entries);
                    refused = spent + tokens > mostOfDay ? $"{spent} of {mostOfDay} tokens of today are spent (Autocura:LanguageModel:TokensPerDay), and the question may take {tokens}." : null;
                    return refused is null ? With(entries, spent + tokens) : null;
                },
                cancellationToken);
            return refused ?? (written ? null : $"Others write {Ref} all the time.");
        }
        catch (ClusterException denied) when (!denied.IsTransient)
        {
            return $"What was spent today could not be read or written ({Ref}: {denied.Reason}).";
        }
    }

    /// <summary>Takes back what was guessed too high, or adds what was guessed too low. What cannot be written stays as it was guessed.</summary>
    public async Task CorrectAsync(int difference, CancellationToken cancellationToken)
    {
        try
        {
            await Map.ChangeAsync(entries => With(entries, Math.Max(0, Spent(entries) + difference)), cancellationToken);
        }
        catch (ClusterException)
        {
            // The guess was cautious: it errs towards too little being asked.
        }
    }

    private OwnConfigMap Map => new(clusters.Home, Ref);

    // What is no number was written by somebody else: nobody knows what is spent then, and a whole day is.
    private long Spent(IReadOnlyDictionary<string, string> entries) => !entries.TryGetValue(Today, out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var spent) ? spent : int.MaxValue;

    private Dictionary<string, string> With(IReadOnlyDictionary<string, string> entries, long spent) => entries
        .Where(entry => entry.Key != Today)
        .OrderByDescending(entry => entry.Key, StringComparer.Ordinal)
        .Take(DaysKept - 1)
        .Append(KeyValuePair.Create(Today, spent.ToString(CultureInfo.InvariantCulture)))
        .ToDictionary();
}
