document.documentElement.dataset.house = "yes";
