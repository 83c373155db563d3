"""Fits and scores a table with scikit-learn's IsolationForest, ten times: prints mean and deviation of the ROC-AUC, and the seconds of the fastest run."""
import json, sys, time
import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

table = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
rows, labels = np.ascontiguousarray(table[:, :-1]), table[:, -1] > 0
areas, seconds = [], []
for seed in range(int(sys.argv[2])):
    begin = time.perf_counter()
    forest = IsolationForest(n_estimators=100, max_samples=min(256, len(rows)), random_state=seed, n_jobs=1).fit(rows)
    scores = -forest.score_samples(rows)
    seconds.append(time.perf_counter() - begin)
    areas.append(roc_auc_score(labels, scores))
print(json.dumps({"area": float(np.mean(areas)), "deviation": float(np.std(areas)), "seconds": min(seconds)}))
