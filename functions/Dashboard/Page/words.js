// Every word of the page, in English and Brazilian Portuguese. What the system itself tells (causes, reasons, timelines) is shown as it was written.

const en = {
  skip: 'Skip to the content', incidents: 'Incidents', history: 'History', signals: 'Signals', policies: 'Policies', control: 'Control',
  navigation: 'Main', open: 'Open', language: 'Language', theme: 'Light or dark', light: 'Light', dark: 'Dark', forget: 'Forget the key',
  live: 'Live', stale: 'No answer for {0}', connecting: 'Connecting', mode: 'Mode', 'mode.observe': 'observes', 'mode.suggest': 'suggests', 'mode.approve': 'asks first', 'mode.auto': 'acts by itself',
  stopped: 'All changes are stopped', running: 'Changes are allowed', pause: 'Stop all changes', resume: 'Allow changes',
  noIncidents: 'No open incident', noIncidentsMore: 'Every workload that is looked after is well, as far as anybody can tell.', noHistory: 'No incident has ended yet',
  noMatch: 'No incident matches', loading: 'Loading', filter: 'Filter by workload, namespace or cause', anyPhase: 'Any phase', phase: 'Phase', page: 'Page {0} of {1}', previous: 'Previous', next: 'Next',
  shown: '{0} of {1}', severity: 'Severity', 'severity.critical': 'Critical', 'severity.high': 'High', 'severity.medium': 'Medium', 'severity.low': 'Low',
  'phase.Detected': 'Detected', 'phase.Analyzing': 'Analyzing', 'phase.Planning': 'Planning', 'phase.AwaitingApproval': 'Awaiting approval', 'phase.Remediating': 'Remediating',
  'phase.Verifying': 'Verifying', 'phase.Resolved': 'Resolved', 'phase.Escalated': 'Handed over', 'phase.Failed': 'Failed',
  'outcome.Healed': 'Healed', 'outcome.RecoveredAlone': 'Recovered by itself', 'outcome.HandedOver': 'Handed over', 'outcome.Broken': 'Broke',
  risk: 'Risk', age: 'Age', attempt: 'Attempt {0}', alerts: '{0} alerts', oneAlert: '1 alert', waitsFor: 'waits for {0}', waiting: '{0} wait for it', took: 'took {0}', opened: 'opened {0} ago', ended: 'ended {0} ago', ago: '{0} ago',
  back: 'All incidents', notFound: 'There is no such incident', diagnosing: 'The cause is being looked for',
  plan: 'Plan', noPlan: 'There is no plan yet.', change: 'Exact change', steps: 'Steps', verdict: 'Verdict', review: 'Review', decisions: 'Decisions', approvers: '{0} people must approve', before: 'before', after: 'after',
  candidates: 'What was weighed', candidatesNote: 'Each was run through {0} simulated futures. The bar shows in what share of them the workload recovers, and in what share it gets worse; the line when, from the fast tenth to the slow tenth, with the median.',
  chosen: 'chosen', rejected: 'rejected', recovers: 'Recovers', worsens: 'Worsens', stays: 'No change', within: 'Recovery after', lost: 'Minutes lost', lostOf: '{0} instead of {1}', chance: 'Has helped', score: 'Score', action: 'Action', cause: 'Cause',
  blast: 'What it touches', pods: '{0} pods are started', planRisk: 'Risk {0}',
  causes: 'Why: ranked causes', speaksFor: 'speaks for it', speaksAgainst: 'speaks against it', chain: 'The way from symptom to origin', wouldChange: 'What would change the answer', noEvidence: 'The evidence cannot be read now; this is the short form.',
  measurements: 'Measurements', series: 'The numbers', noSeries: 'No numbers are known for this workload.', usual: 'usual', limit: 'limit', changedHere: 'change point', acted: 'acted', openedHere: 'detected', now: 'now',
  'signal.request_rate': 'Requests per second', 'signal.error_ratio': 'Failed requests', 'signal.latency_p95': '95th percentile latency', 'signal.cpu': 'CPU cores', 'signal.cpu_throttling': 'CPU throttled', 'signal.memory': 'Memory', 'signal.memory_share': 'Memory of its limit', 'signal.restarts': 'Restarts per hour', 'signal.queue_lag': 'Entries waiting',
  forecast: 'Forecast', forecastNote: 'Nine of ten values stay below the edge of the band; the line is the median.', timeline: 'Timeline', related: 'Related incidents', root: 'It waits for', children: 'These wait for it', outcome: 'Outcome', attempts: 'Attempts',
  'state.Pending': 'pending', 'state.AwaitingApproval': 'awaits approval', 'state.Executing': 'executing', 'state.Verifying': 'verifying', 'state.Completed': 'completed', 'state.Failed': 'failed', 'state.RolledBack': 'taken back', 'state.Refused': 'refused', 'state.Applying': 'applying', 'state.Applied': 'applied', 'state.Verified': 'verified', 'state.Reverted': 'taken back', 'state.Skipped': 'skipped',
  approve: 'Approve', reject: 'Reject', snooze: 'Leave it alone', undo: 'Take it back', retry: 'Begin anew', cancel: 'Cancel', send: 'Send', close: 'Close',
  approveTitle: 'Approve this plan?', rejectTitle: 'Reject this plan?', snoozeTitle: 'Leave {0} alone for a while?', undoTitle: 'Take back what this plan did?', retryTitle: 'Begin anew with this incident?', pauseTitle: 'Stop all changes?', resumeTitle: 'Allow changes again?',
  approveText: 'It is carried out as shown, unless the guardrails say otherwise by then.', rejectText: 'Nothing is changed, and the incident is handed over.', snoozeText: 'Nothing new is changed on this workload until then. What is known goes on to be recorded.', undoText: 'The steps are reverted in reverse, and the incident is handed over to you.', retryText: 'A new episode begins with the same signals and what was learned of this one.', pauseText: 'No step and no undo begins any more, in any cluster. What has been done stands as it is.', resumeText: 'Incidents that were handed over meanwhile stay so.',
  who: 'Your name', why: 'Reason', minutes: 'For', 'minutes.30': '30 minutes', 'minutes.120': '2 hours', 'minutes.480': '8 hours', 'minutes.1440': 'a day', done: 'Done', accepted: 'Taken: it takes effect in a moment', needName: 'Say who you are: it stands in the record.',
  keyTitle: 'Key', keyText: 'This system asks for a key. It is kept in this tab alone and forgotten with it.', key: 'Function key', ownKey: 'Your own access key, if you have one', wrongKey: 'That key was not accepted.', use: 'Use it',
  errorReach: 'The system does not answer. What you see is {0} old; asking again.', errorOther: 'It answered with an error: {0}',
  noSignals: 'No signal has come in', noPolicies: 'No policy is declared', target: 'Target', lastEvaluation: 'Last look', state: 'State', metric: 'Metric', detected: 'Detected', source: 'Source', signal: 'Signal', about: 'About', incident: 'Incident', quarantined: 'belongs to no incident', ready: 'watching', notReady: 'not watching', probability: 'Probability that the release is worse', threshold: 'threshold', healings: '{0} attempts', lastAction: 'Last action', never: 'never', firing: 'calls for healing', silent: '{0} does not answer: {1}',
  clusters: 'Clusters', answers: 'answers', answersNot: 'does not answer', budgets: 'Budgets of the last {0}', 'budget.cluster': 'Steps in the cluster', 'budget.nodes': 'Steps on nodes', 'budget.namespace': 'Steps in {0}', spent: '{0} of {1} spent', breaker: 'Breaker', 'breaker.Closed': 'closed: remedies are let through', 'breaker.Open': 'open since {0}: too many remedies did not help', 'breaker.HalfOpen': 'half open: the next remedy is let through', 'breaker.Probing': 'half open: one remedy is being tried', locks: 'Locks', noLocks: 'Nobody acts on anything.', lockUntil: '{0}, until {1}', killSwitch: 'Kill switch', settingsProblems: 'Wrong settings', version: 'Version',
  flapping: 'It comes and goes', held: 'left alone until {0}', reopens: 'It opens {0} again', user: 'by {0}',
  audit: 'Record', auditNote: 'Everything that a person had changed is written down before it is done, and again with its answer.', auditVerdict: 'Is it whole?', auditWhole: 'whole', auditBroken: 'not whole', auditSpan: 'Records {0} to {1} follow one another.', auditNone: 'Nobody has had anything changed yet.', auditEnd: 'Keep this end elsewhere, and nobody can cut it off unseen:', auditUnanswered: 'Calls without an answer: nobody knows whether they were carried out',
  auditNumber: 'No.', auditWhen: 'When', auditWho: 'Who', auditWhat: 'What', auditSaid: 'Words', auditStatus: 'Answer', auditAsked: 'asked for', auditAnswered: 'answered',
  advice: 'Advice of a language model', adviceOnly: 'advice only', adviceNote: 'Its own words. They never authorise anything: what is done needs the rules, the guardrails and, where they ask for one, a person.', adviceRefused: 'There is no advice ({0}). {1}', adviceConfidence: 'How sure it says it is', adviceCauses: 'What it takes for the cause', adviceRecommends: 'What it recommends', adviceActions: 'What it would do, as far as it passed every check', adviceActionsRefused: 'Refused of what it would do, and why', adviceModel: 'Model', adviceTrust: 'So far', adviceWeight: 'Weighs', adviceRight: 'was right {0} of {1} times', adviceUntried: 'nothing is known of how often it is right',
  historyNote: 'Every incident that has ended and is still kept in the clusters.', digest: 'The last seven days', anyOutcome: 'Any ending', endedSince: 'Ended on this day or later', endedUntil: 'Ended on this day or before', from: 'from', to: 'to', found: '{0} found', report: 'Report', noReport: 'There is no such report', download: 'Download',
};

const pt = {
  skip: 'Ir para o conteúdo', incidents: 'Incidentes', history: 'Histórico', signals: 'Sinais', policies: 'Políticas', control: 'Controle',
  navigation: 'Principal', open: 'Abrir', language: 'Idioma', theme: 'Claro ou escuro', light: 'Claro', dark: 'Escuro', forget: 'Esquecer a chave',
  live: 'Ao vivo', stale: 'Sem resposta há {0}', connecting: 'Conectando', mode: 'Modo', 'mode.observe': 'observa', 'mode.suggest': 'sugere', 'mode.approve': 'pergunta antes', 'mode.auto': 'age sozinho',
  stopped: 'Todas as mudanças estão paradas', running: 'Mudanças são permitidas', pause: 'Parar todas as mudanças', resume: 'Permitir mudanças',
  noIncidents: 'Nenhum incidente aberto', noIncidentsMore: 'Todas as cargas acompanhadas estão bem, até onde se pode saber.', noHistory: 'Nenhum incidente terminou ainda',
  noMatch: 'Nenhum incidente corresponde', loading: 'Carregando', filter: 'Filtrar por carga, namespace ou causa', anyPhase: 'Qualquer fase', phase: 'Fase', page: 'Página {0} de {1}', previous: 'Anterior', next: 'Próxima',
  shown: '{0} de {1}', severity: 'Severidade', 'severity.critical': 'Crítica', 'severity.high': 'Alta', 'severity.medium': 'Média', 'severity.low': 'Baixa',
  'phase.Detected': 'Detectado', 'phase.Analyzing': 'Analisando', 'phase.Planning': 'Planejando', 'phase.AwaitingApproval': 'Aguarda aprovação', 'phase.Remediating': 'Remediando',
  'phase.Verifying': 'Verificando', 'phase.Resolved': 'Resolvido', 'phase.Escalated': 'Entregue a pessoas', 'phase.Failed': 'Falhou',
  'outcome.Healed': 'Curado', 'outcome.RecoveredAlone': 'Recuperou-se sozinho', 'outcome.HandedOver': 'Entregue a pessoas', 'outcome.Broken': 'Quebrou',
  risk: 'Risco', age: 'Idade', attempt: 'Tentativa {0}', alerts: '{0} alertas', oneAlert: '1 alerta', waitsFor: 'espera por {0}', waiting: '{0} esperam por ele', took: 'levou {0}', opened: 'aberto há {0}', ended: 'terminou há {0}', ago: 'há {0}',
  back: 'Todos os incidentes', notFound: 'Esse incidente não existe', diagnosing: 'A causa está sendo procurada',
  plan: 'Plano', noPlan: 'Ainda não há plano.', change: 'Mudança exata', steps: 'Passos', verdict: 'Veredito', review: 'Revisão', decisions: 'Decisões', approvers: '{0} pessoas devem aprovar', before: 'antes', after: 'depois',
  candidates: 'O que foi ponderado', candidatesNote: 'Cada candidato passou por {0} futuros simulados. A barra mostra em que parte deles a carga se recupera e em que parte piora; a linha mostra quando, do décimo rápido ao décimo lento, com a mediana.',
  chosen: 'escolhido', rejected: 'rejeitado', recovers: 'Recupera', worsens: 'Piora', stays: 'Sem mudança', within: 'Recuperação após', lost: 'Minutos perdidos', lostOf: '{0} em vez de {1}', chance: 'Já ajudou', score: 'Nota', action: 'Ação', cause: 'Causa',
  blast: 'O que é tocado', pods: '{0} pods são iniciados', planRisk: 'Risco {0}',
  causes: 'Por quê: causas em ordem', speaksFor: 'a favor', speaksAgainst: 'contra', chain: 'O caminho do sintoma à origem', wouldChange: 'O que mudaria a resposta', noEvidence: 'As evidências não podem ser lidas agora; esta é a forma curta.',
  measurements: 'Medições', series: 'Os números', noSeries: 'Não há números conhecidos para esta carga.', usual: 'usual', limit: 'limite', changedHere: 'ponto de mudança', acted: 'agiu', openedHere: 'detectado', now: 'agora',
  'signal.request_rate': 'Requisições por segundo', 'signal.error_ratio': 'Requisições com falha', 'signal.latency_p95': 'Latência, percentil 95', 'signal.cpu': 'Núcleos de CPU', 'signal.cpu_throttling': 'CPU limitada', 'signal.memory': 'Memória', 'signal.memory_share': 'Memória do limite', 'signal.restarts': 'Reinícios por hora', 'signal.queue_lag': 'Entradas em espera',
  forecast: 'Previsão', forecastNote: 'Nove de dez valores ficam abaixo da borda da faixa; a linha é a mediana.', timeline: 'Linha do tempo', related: 'Incidentes relacionados', root: 'Espera por', children: 'Estes esperam por ele', outcome: 'Desfecho', attempts: 'Tentativas',
  'state.Pending': 'pendente', 'state.AwaitingApproval': 'aguarda aprovação', 'state.Executing': 'executando', 'state.Verifying': 'verificando', 'state.Completed': 'concluído', 'state.Failed': 'falhou', 'state.RolledBack': 'desfeito', 'state.Refused': 'recusado', 'state.Applying': 'aplicando', 'state.Applied': 'aplicado', 'state.Verified': 'verificado', 'state.Reverted': 'desfeito', 'state.Skipped': 'pulado',
  approve: 'Aprovar', reject: 'Rejeitar', snooze: 'Deixar em paz', undo: 'Desfazer', retry: 'Começar de novo', cancel: 'Cancelar', send: 'Enviar', close: 'Fechar',
  approveTitle: 'Aprovar este plano?', rejectTitle: 'Rejeitar este plano?', snoozeTitle: 'Deixar {0} em paz por um tempo?', undoTitle: 'Desfazer o que este plano fez?', retryTitle: 'Começar de novo com este incidente?', pauseTitle: 'Parar todas as mudanças?', resumeTitle: 'Permitir mudanças de novo?',
  approveText: 'É executado como mostrado, a menos que as proteções digam outra coisa até lá.', rejectText: 'Nada é mudado, e o incidente é entregue a pessoas.', snoozeText: 'Nada novo é mudado nesta carga até lá. O que se sabe continua a ser registrado.', undoText: 'Os passos são revertidos na ordem inversa, e o incidente é entregue a você.', retryText: 'Um novo episódio começa com os mesmos sinais e o que se aprendeu deste.', pauseText: 'Nenhum passo e nenhuma reversão começa mais, em nenhum cluster. O que foi feito fica como está.', resumeText: 'Incidentes entregues nesse meio-tempo continuam assim.',
  who: 'Seu nome', why: 'Motivo', minutes: 'Por', 'minutes.30': '30 minutos', 'minutes.120': '2 horas', 'minutes.480': '8 horas', 'minutes.1440': 'um dia', done: 'Feito', accepted: 'Recebido: vale em instantes', needName: 'Diga quem você é: fica no registro.',
  keyTitle: 'Chave', keyText: 'Este sistema pede uma chave. Ela fica só nesta aba e é esquecida com ela.', key: 'Chave da função', ownKey: 'Sua chave de acesso, se tiver uma', wrongKey: 'Essa chave não foi aceita.', use: 'Usar',
  errorReach: 'O sistema não responde. O que você vê tem {0}; perguntando de novo.', errorOther: 'Respondeu com um erro: {0}',
  noSignals: 'Nenhum sinal chegou', noPolicies: 'Nenhuma política foi declarada', target: 'Alvo', lastEvaluation: 'Último olhar', state: 'Estado', metric: 'Métrica', detected: 'Detectado', source: 'Origem', signal: 'Sinal', about: 'Sobre', incident: 'Incidente', quarantined: 'não pertence a nenhum incidente', ready: 'observando', notReady: 'sem observar', probability: 'Probabilidade de a versão ser pior', threshold: 'limiar', healings: '{0} tentativas', lastAction: 'Última ação', never: 'nunca', firing: 'pede cura', silent: '{0} não responde: {1}',
  clusters: 'Clusters', answers: 'responde', answersNot: 'não responde', budgets: 'Orçamentos de {0}', 'budget.cluster': 'Passos no cluster', 'budget.nodes': 'Passos em nós', 'budget.namespace': 'Passos em {0}', spent: '{0} de {1} gastos', breaker: 'Disjuntor', 'breaker.Closed': 'fechado: remédios passam', 'breaker.Open': 'aberto desde {0}: remédios demais não ajudaram', 'breaker.HalfOpen': 'meio aberto: o próximo remédio passa', 'breaker.Probing': 'meio aberto: um remédio está sendo testado', locks: 'Travas', noLocks: 'Ninguém age sobre nada.', lockUntil: '{0}, até {1}', killSwitch: 'Interruptor geral', settingsProblems: 'Configurações erradas', version: 'Versão',
  flapping: 'Vai e volta', held: 'deixado em paz até {0}', reopens: 'Reabre {0}', user: 'por {0}',
  audit: 'Registro', auditNote: 'Tudo o que uma pessoa mandou mudar é anotado antes de ser feito, e de novo com a resposta.', auditVerdict: 'Está íntegro?', auditWhole: 'íntegro', auditBroken: 'não está íntegro', auditSpan: 'Os registros {0} a {1} seguem um ao outro.', auditNone: 'Ninguém mandou mudar nada ainda.', auditEnd: 'Guarde este fim em outro lugar, e ninguém poderá cortá-lo sem ser visto:', auditUnanswered: 'Chamadas sem resposta: ninguém sabe se foram executadas',
  auditNumber: 'Nº', auditWhen: 'Quando', auditWho: 'Quem', auditWhat: 'O quê', auditSaid: 'Palavras', auditStatus: 'Resposta', auditAsked: 'pedido', auditAnswered: 'respondido',
  advice: 'Conselho de um modelo de linguagem', adviceOnly: 'só conselho', adviceNote: 'Palavras dele mesmo. Nunca autorizam nada: o que é feito precisa das regras, das proteções e, onde elas pedem, de uma pessoa.', adviceRefused: 'Não há conselho ({0}). {1}', adviceConfidence: 'Quanta certeza ele diz ter', adviceCauses: 'O que ele toma por causa', adviceRecommends: 'O que ele recomenda', adviceActions: 'O que ele faria, no que passou em todas as verificações', adviceActionsRefused: 'Recusado do que ele faria, e por quê', adviceModel: 'Modelo', adviceTrust: 'Até agora', adviceWeight: 'Pesa', adviceRight: 'acertou {0} de {1} vezes', adviceUntried: 'não se sabe quantas vezes ele acerta',
  historyNote: 'Todo incidente que terminou e ainda está guardado nos clusters.', digest: 'Os últimos sete dias', anyOutcome: 'Qualquer desfecho', endedSince: 'Terminou neste dia ou depois', endedUntil: 'Terminou neste dia ou antes', from: 'de', to: 'até', found: '{0} encontrados', report: 'Relatório', noReport: 'Esse relatório não existe', download: 'Baixar',
};

const languages = { en, 'pt-BR': pt };
const chosen = localStorage.getItem('autocura-language');

export const language = languages[chosen] ? chosen : navigator.language?.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en';

export function choose(name) {
  localStorage.setItem('autocura-language', name);
  location.reload();
}

/** A word, with {0}, {1} replaced. A word that nobody knows is shown as it is: it came from the system. */
export const t = (name, ...values) => (languages[language][name] ?? name.slice(name.indexOf('.') + 1)).replace(/\{(\d)\}/g, (_, index) => values[index]);

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const calendar = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(language, { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });

export const time = at => clock.format(new Date(at));
export const moment = at => calendar.format(new Date(at));
export const shortMoment = at => Date.now() - new Date(at) < 86_400_000 ? clock.format(new Date(at)) : day.format(new Date(at));
// A row of zeros before the first digit finds no place on an axis.
export const number = (value, digits = 2) => new Intl.NumberFormat(language, { maximumSignificantDigits: Math.max(1, digits + 1), notation: value !== 0 && Math.abs(value) < 1e-4 ? 'scientific' : 'standard' }).format(value);
export const percent = (value, digits = 0) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(value);

/** "42 s", "3 min", "2 h 5 min", "4 d": short enough for a column. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes < 10 && seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? (minutes % 60 && hours < 10 ? `${hours} h ${minutes % 60} min` : `${hours} h`) : `${Math.floor(hours / 24)} d`;
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
export function bytes(value) {
  const power = value > 0 ? Math.min(units.length - 1, Math.floor(Math.log2(value) / 10)) : 0;
  return `${number(value / 2 ** (10 * power))} ${units[power]}`;
}
