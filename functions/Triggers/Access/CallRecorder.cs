using Autocura.Ledger.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers.Access;

/// <summary>Has a call recorded before it is carried out, and its answer before that leaves. What cannot be recorded is not carried out.</summary>
internal sealed class CallRecorder(AuditTrail trail, AuditInstruments instruments, ILogger<CallRecorder> logger)
{
    /// <summary>Null: it is recorded; else why it must not be carried out.</summary>
    public async Task<ObjectResult?> AskedAsync(HttpContext http, AuditEntry entry)
    {
        try
        {
            var record = await trail.WriteAsync(entry, http.RequestAborted);
            // The log leaves the cluster: who has it can show later that the record's end was cut off.
            logger.LogInformation("Audit record {Number} {Hash}: {Who} asked for {Function} in call {Request}", record.Number, record.Hash, entry.Who, entry.Function, entry.Request);
            return null;
        }
        catch (AuditException refused)
        {
            instruments.Failed(AuditStage.Asked);
            logger.LogError(refused, "The call {Request} of {Who} ({Function}) could not be recorded before it was done", entry.Request, entry.Who, entry.Function);
            return ProblemAnswer.Unavailable($"Nothing was done: what changes something is recorded first, and that failed. {refused.Message}");
        }
    }

    /// <summary>It has been carried out or refused by now; that this cannot be recorded changes nothing, and is told in the log. The record shows a call without an answer.</summary>
    public async Task AnsweredAsync(AuditEntry entry, int status)
    {
        try
        {
            var record = await trail.WriteAsync(entry with { Stage = AuditStage.Answered, Status = status, Said = "" }, CancellationToken.None);
            logger.LogInformation("Audit record {Number} {Hash}: call {Request} was answered {Status}", record.Number, record.Hash, entry.Request, status);
        }
        catch (AuditException failed)
        {
            instruments.Failed(AuditStage.Answered);
            logger.LogError(failed, "The call {Request} of {Who} ({Function}) was answered {Status}, and that could not be recorded", entry.Request, entry.Who, entry.Function, status);
        }
    }
}
