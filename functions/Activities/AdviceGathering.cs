using Autocura.Cluster;
using Autocura.Diagnosis.Advising;
using Autocura.LanguageModels;
using Autocura.Ledger.Learning;
using Autocura.Planning.Advising;
using Autocura.Remediation;
using Autocura.Settings.Instances;

namespace Autocura.Activities;

/// <summary>
/// Everything that asking a language model takes: who is asked and with which key, how often it was right, whether there are tokens left for today, the question, and the check of the answer. All within the
/// time that the incident gives it.
/// </summary>
public sealed class AdviceGathering(LanguageModelReader instance, LanguageModelDesk desk, AdviceStores stores, ActionCatalog actions)
{
    public async Task<Advice> AskAsync(AdviceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (asked, address) = ("", (ModelAddress?)null);
        try
        {
            var advice = await desk.WithinAsync(request.Within, WorkAsync, cancellationToken) ?? Missing("TimedOut", $"There was no answer within {request.Within.TotalSeconds:0.#} s (Autocura:LanguageModel:Within).");
            desk.Instruments.Came(asked, advice.Reason);
            return advice with { Provider = asked, Model = address?.Model ?? "", Circuit = advice.Circuit.Length > 0 || address is null ? advice.Circuit : desk.StateOf(address) };
        }
        catch (ClusterException refused)
        {
            return Missing("NotRead", $"What asking takes could not be read from the cluster ({refused.Reason}).");
        }

        async Task<Advice> WorkAsync(DateTimeOffset until, CancellationToken token)
        {
            var (model, note) = await instance.ReadAsync(token);
            if (model is null)
            {
                return Missing(note.Reason, note.Message);
            }

            asked = model.Provider;
            (address, var problem) = ModelAddress.Of(model.Provider, model.Model, model.Endpoint, model.Key.IsGiven);
            return address is null ? Missing("BadInstance", problem) : await AskAsync(request, new Correspondence(address, model.Key, model.MaxContextChars, until), token);
        }
    }

    private async Task<Advice> AskAsync(AdviceRequest request, Correspondence with, CancellationToken cancellationToken)
    {
        var trust = await TrustAsync(request, with.Address, cancellationToken);
        var question = ModelQuestion.Of(EvidenceLetter.Of(request.Evidence, request.Diagnosis, with.MostCharacters));
        var remembered = desk.Remembered(with.Address, question);
        var reply = remembered ?? await SpendAsync(question, with, cancellationToken);
        var adviser = $"{with.Address.Provider} {with.Address.Model}";
        var advice = reply.Text is { } text
            ? AdviceReader.Read(text, new AdviceScene(request.Evidence, EvidenceObjects.Of(request.Evidence, request.Diagnosis), actions.Profiles, adviser)).Redacted(with.Key.Reveal())
            : new Advice { Result = reply.WasHeard ? AdviceResult.Refused : AdviceResult.Unavailable, Reason = reply.Reason, Told = reply.Told };
        return advice with
        {
            Trust = trust,
            QuestionTokens = remembered is null ? reply.QuestionTokens ?? 0 : 0,
            AnswerTokens = remembered is null ? reply.AnswerTokens ?? 0 : 0,
            IsRemembered = remembered is not null,
            Circuit = remembered is null ? reply.Circuit : "",
        };
    }

    /// <summary>Asks where there are tokens left for it, and corrects the guess by what was counted.</summary>
    private async Task<ModelReply> SpendAsync(ModelQuestion question, Correspondence with, CancellationToken cancellationToken)
    {
        var most = question.EstimatedTokens + desk.Options.MostAnswerTokens;
        if (await stores.Tokens.SpendAsync(most, desk.Options.TokensPerDay, cancellationToken) is { } spent)
        {
            return new ModelReply("TokensSpent", spent);
        }

        var reply = await desk.AskAsync(with.Address, with.Key.Reveal(), question, with.Until, cancellationToken);
        // What nobody has counted may have cost what was guessed.
        var cost = reply.IsFree ? 0 : reply.QuestionTokens + reply.AnswerTokens ?? most;
        if (cost != most) await stores.Tokens.CorrectAsync(cost - most, cancellationToken);

        return reply;
    }

    private async Task<AdviserTrust> TrustAsync(AdviceRequest request, ModelAddress address, CancellationToken cancellationToken)
    {
        var key = AdviserKey.Of(address.Provider, address.Model);
        var learned = await stores.Learning.LatestAsync(request.Evidence.Workload.Cluster, key.Class, cancellationToken);
        var estimate = learned.Of(key.Cause, key.Action, AdviserTrust.Prior);
        return new AdviserTrust { Mean = estimate.Mean, Low = estimate.Low, High = estimate.High, Cases = estimate.Cases, Right = estimate.Helped, Unread = estimate.Unread };
    }

    private static Advice Missing(string reason, string told) => new() { Result = AdviceResult.Unavailable, Reason = reason, Told = told };

    private sealed record Correspondence(ModelAddress Address, ApiKey Key, int MostCharacters, DateTimeOffset Until);
}

/// <summary>What is kept of models: how often they were right, and what they have cost today.</summary>
public sealed record AdviceStores(LearningStore Learning, TokenLedger Tokens);
