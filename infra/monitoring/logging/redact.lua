-- Replaces what looks like a credential in the text of a log line.
local patterns = {
  { "([Bb]earer%s+)[%w%-%._~%+/]+=*", "%1[redacted]" },
  { "([Pp]assword[\"']?%s*[=:]%s*[\"']?)[^%s\"',;&]+", "%1[redacted]" },
  { "([Aa]pi[_%-]?[Kk]ey[\"']?%s*[=:]%s*[\"']?)[^%s\"',;&]+", "%1[redacted]" },
  { "(AccountKey=)[^;%s]+", "%1[redacted]" },
}

function redact(tag, timestamp, record)
  local changed = false
  for _, field in ipairs({ "log", "message", "msg" }) do
    local text = record[field]
    if type(text) == "string" then
      local cleaned = text
      for _, rule in ipairs(patterns) do
        cleaned = string.gsub(cleaned, rule[1], rule[2])
      end
      if cleaned ~= text then
        record[field] = cleaned
        changed = true
      end
    end
  end
  return changed and 2 or 0, timestamp, record
end
